// The list of chats, and adding people and groups to it.

import { $, clock, el, face } from "./nodes.js";
import { post } from "./net.js";

const items = new Map(); // chat id -> its button, kept so that focus and clicks survive news

export function showChats(chats, open, onOpen) {
  for (const chat of chats.values()) {
    if (!items.has(chat.id)) {
      items.set(chat.id, el("button", {
        type: "button", class: "chat-item", "data-chat": chat.id, onclick: () => onOpen(chat.id),
      }));
      $("chats").append(el("li", {}, items.get(chat.id)));
    }
    const item = items.get(chat.id);
    item.replaceChildren(...lines(chat));
    if (chat.id === open) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  for (const [id, item] of items) {
    if (!chats.has(id)) { item.parentElement.remove(); items.delete(id); }
  }
}

function lines(chat) {
  const last = [...chat.messages.values()].at(-1);
  const language = chat.kind === "private" ? chat.members[0].language : `${chat.members.length} members`;
  return [
    face(el("span", { "aria-hidden": "true" }), chat.id, chat.title),
    el("span", { class: "lines" },
      el("span", { class: "line" }, el("bdi", { class: "chat-title" }, chat.title),
        el("small", { class: "tag" }, chat.blocked ? "blocked" : language),
        last ? el("time", {}, clock(last.date)) : null),
      el("span", { class: "line" },
        el("bdi", { class: "preview" }, last ? preview(last) : chat.started ? "No messages yet" : "Not started"),
        chat.unread ? el("span", { class: "badge", "aria-label": `${chat.unread} unread` }, String(chat.unread)) : null)),
  ];
}

function preview(message) {
  return message.text || message.note || (message.file?.picture ? "Picture" : message.file?.name) || "";
}

export function setUpSide(state, onOpen) {
  const drawer = (open) => {
    $("side").classList.toggle("open", open);
    $("scrim").hidden = !open;
    $("open-side").setAttribute("aria-expanded", String(open));
    if (open) $("side").querySelector("button")?.focus();
  };
  $("open-side").addEventListener("click", () => drawer(true));
  $("scrim").addEventListener("click", () => drawer(false));
  $("side").addEventListener("keydown", (event) => { if (event.key === "Escape") drawer(false); });

  $("add-person").addEventListener("click", () => {
    $("person-name").value = "";
    $("person").showModal();
  });
  $("person-form").addEventListener("submit", async () => {
    const { id } = await post("people", { name: $("person-name").value, language: $("person-language").value });
    onOpen(id);
  });

  $("add-group").addEventListener("click", () => {
    const people = [...state.chats.values()].filter((chat) => chat.kind === "private");
    $("group-members").replaceChildren(...people.map((chat) => el("label", { class: "check" },
      el("input", { type: "checkbox", name: "member", value: chat.id, checked: true }),
      el("bdi", {}, chat.title))));
    $("group").showModal();
  });
  $("group-form").addEventListener("submit", async () => {
    const members = [...document.querySelectorAll("[name=member]:checked")].map((box) => box.value);
    if (!members.length) return;
    const { id } = await post("groups", { title: $("group-title").value, members });
    onOpen(id);
  });
  return drawer;
}
