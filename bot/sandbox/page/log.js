// The messages of the open chat, in order, with days between them.

import { $, day, el } from "./nodes.js";
import { bubble } from "./bubbles.js";

const log = $("log");
let shown = null;

function nearEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 160;
}

function toEnd() {
  log.scrollTop = log.scrollHeight;
}

export function showAll(chat, me, deeds) {
  shown = { chat, me, deeds };
  // Reading a whole chat aloud again helps nobody: only what comes later is announced.
  log.setAttribute("aria-live", "off");
  log.replaceChildren();
  if (!chat.started && !chat.messages.size) log.append(welcome(me));
  for (const message of chat.messages.values()) append(message);
  toEnd();
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
}

export function showOne(message) {
  const old = find(message.id);
  if (old) {
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const node = bubble(message, shown.me, shown.deeds);
    node.classList.toggle("follows", old.classList.contains("follows"));
    node.dataset.day = old.dataset.day;
    const stay = nearEnd();
    old.replaceWith(node);
    if (focused) refocus(node, focused);
    if (stay) toEnd();
    return;
  }
  log.querySelector(".welcome")?.remove();
  const stay = nearEnd() || message.from === shown.me.id;
  const node = append(message);
  node.classList.add("new");
  if (stay) toReading(node);
}

// A message longer than the screen is read from its beginning.
function toReading(node) {
  if (node.offsetHeight > log.clientHeight) node.scrollIntoView({ block: "start" });
  else toEnd();
}

// A keyboard that changed under somebody's fingers keeps their place where it can.
function refocus(node, focused) {
  const keys = [...node.querySelectorAll(".key, .more")];
  const same = keys.find((key) => key.dataset.data && key.dataset.data === focused.dataset.data);
  (same ?? keys[0] ?? $("text")).focus({ preventScroll: true });
}

export function removeOne(id) {
  find(id)?.remove();
}

export function find(id) {
  return log.querySelector(`[data-id="${id}"]`);
}

// A picture that arrives late must not push the newest message out of sight.
log.addEventListener("load", () => { if (nearEnd()) toEnd(); }, true);

function append(message) {
  const before = log.lastElementChild;
  const date = new Date(message.date * 1000).toDateString();
  const item = bubble(message, shown.me, shown.deeds);
  item.dataset.day = date;
  if (before?.dataset.day !== date) {
    log.append(el("p", { class: "day", "data-day": date }, day(message.date)));
  } else if (before.dataset.from === item.dataset.from) {
    item.classList.add("follows");
  }
  log.append(item);
  return item;
}

function welcome(me) {
  return el("section", { class: "welcome" },
    el("h3", {}, "What can this bot do?"),
    el("p", { dir: "auto" }, me.description || "It has not said yet. Press Start to find out."));
}
