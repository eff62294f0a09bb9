// A message's text and entities as nodes. Offsets are UTF-16 units, which is how JavaScript counts.

import { el } from "./nodes.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function rich(text, entities, onCommand) {
  const span = el("span", { class: "text", dir: "auto" });
  fill(span, text, 0, text.length, entities, onCommand);
  return span;
}

function fill(parent, text, start, end, entities, onCommand) {
  let at = start;
  let rest = entities.filter((e) => e.offset >= start && e.offset < end);
  while (rest.length) {
    const [entity] = rest;
    const stop = Math.min(end, entity.offset + entity.length);
    parent.append(text.slice(at, entity.offset));
    const node = wrap(entity, text.slice(entity.offset, stop), onCommand);
    const inside = rest.filter((e) => e !== entity && e.offset < stop);
    fill(node, text, entity.offset, stop, inside, onCommand);
    parent.append(node);
    at = stop;
    rest = rest.filter((e) => e.offset >= stop);
  }
  parent.append(text.slice(at, end));
}

function wrap(entity, word, onCommand) {
  switch (entity.type) {
    case "text_link": return link(entity.url);
    case "url": return link(/^https?:/.test(word) ? word : `https://${word}`);
    case "email": return link(`mailto:${word}`);
    case "bot_command":
      return el("button", { type: "button", class: "command", onclick: () => onCommand(word) });
    case "spoiler": return spoiler();
    default: return el(TAGS[entity.type] ?? "span");
  }
}

function link(url) {
  const safe = /^(https?|mailto|tel|tg):/i.test(url) ? url : null;
  return el("a", { href: safe, target: "_blank", rel: "noopener noreferrer", title: url });
}

function spoiler() {
  const node = el("span", { class: "spoiler", tabindex: "0", role: "button", "aria-label": "Hidden text, press to show" });
  const show = () => { node.classList.add("shown"); node.removeAttribute("aria-label"); };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
  return node;
}
