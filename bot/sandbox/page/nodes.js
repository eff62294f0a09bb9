// Building the page from nodes: text only ever enters as text.

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

export function day(seconds) {
  return new Date(seconds * 1000).toLocaleDateString([], {
    weekday: "long", day: "numeric", month: "long",
  });
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// The same person always has the same colour.
export function face(node, id, name) {
  node.className = `face c${Math.abs(id) % 7}`;
  node.textContent = [...name.trim()][0]?.toUpperCase() ?? "?";
  return node;
}
