// One message as its bubble, with its keyboard under it.

import { clock, el, size } from "./nodes.js";
import { rich } from "./text.js";

const TALLEST = 420; // pixels
const WIDEST = 480;

// `deeds` has: tap(message, key, button), command(word), menu(message, node)
export function bubble(message, me, deeds) {
  if (message.service) {
    return el("p", { class: "day", "data-id": message.id, "data-from": "service" },
      el("bdi", {}, message.name), ` ${message.note}`);
  }
  const mine = !message.byBot && message.from === me.id;
  const item = el("article", {
    class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.id, "data-from": message.from,
    "aria-label": `${mine ? "You" : message.name}, ${clock(message.date)}`,
  });
  item.append(body(message, me, deeds, item));
  if (message.keyboard.length) item.append(keyboard(message, deeds));
  return item;
}

function body(message, me, deeds, item) {
  const box = el("div", { class: `bubble${message.file?.picture ? " has-picture" : ""}` });
  if (me.group && !message.byBot && message.from !== me.id) {
    box.append(el("bdi", { class: `name n${message.from % 7}` }, message.name));
  }
  if (message.forwarded) box.append(el("p", { class: "forwarded" }, "Forwarded message"));
  if (message.replyTo) box.append(quote(message.replyTo));
  if (message.file) box.append(attachment(message.file, message.text));
  if (message.note) box.append(el("span", { class: "note" }, message.note));
  if (message.text) box.append(rich(message.text, message.entities, deeds.command));
  box.append(el("span", { class: "meta" },
    message.edited ? el("span", {}, "edited ") : null,
    el("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date))));
  box.append(el("button", {
    type: "button", class: "more", "aria-label": "Message menu", "aria-haspopup": "menu",
    onclick: (event) => deeds.menu(message, event.currentTarget),
  }, "⌄"));
  longPress(box, () => deeds.menu(message, item.querySelector(".more")));
  return box;
}

function quote(reply) {
  return el("a", { class: "quote", href: `#m${reply.id}`, onclick: (event) => {
    event.preventDefault();
    const target = document.querySelector(`[data-id="${reply.id}"]`);
    target?.scrollIntoView({ block: "center" });
    target?.classList.add("flash");
    target?.addEventListener("animationend", () => target.classList.remove("flash"), { once: true });
  } }, el("bdi", { class: "name" }, reply.name), el("bdi", {}, reply.text));
}

function attachment(file, text) {
  if (file.picture) {
    const shrink = Math.min(1, TALLEST / file.height, WIDEST / file.width);
    const image = el("img", {
      src: file.url, alt: text || "Picture",
      width: Math.round(file.width * shrink), height: Math.round(file.height * shrink),
    });
    return el("a", { class: "picture", href: file.url, target: "_blank" }, image);
  }
  return el("a", { class: "file", href: file.url, download: file.name },
    el("span", { class: "file-icon", "aria-hidden": "true" }, "↓"),
    el("span", {}, el("bdi", {}, file.name), el("small", {}, size(file.size))));
}

function keyboard(message, deeds) {
  const rows = message.keyboard.map((row) => el("div", { class: "keys" }, ...row.map((key) => {
    if (key.url) {
      const safe = /^(https?|tg|mailto|tel):/i.test(key.url) ? key.url : null;
      return el("a", { class: "key link", href: safe, target: "_blank", rel: "noopener noreferrer" },
        el("bdi", {}, key.text));
    }
    return el("button", {
      type: "button", class: "key", "data-data": key.callback_data,
      onclick: (event) => deeds.tap(message, key, event.currentTarget),
    }, el("bdi", {}, key.text));
  })));
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons" }, ...rows);
}

function longPress(node, act) {
  let timer = 0;
  node.addEventListener("contextmenu", (event) => { event.preventDefault(); act(); });
  node.addEventListener("touchstart", () => { timer = setTimeout(act, 500); }, { passive: true });
  for (const end of ["touchend", "touchmove", "touchcancel"]) {
    node.addEventListener(end, () => clearTimeout(timer), { passive: true });
  }
}
