// Writing: the text field, command suggestions, replies and edits, files, the Start button.

import { $, el } from "./nodes.js";

const field = $("text");
let about = null; // {reply: message} or {edit: message}
let commands = [];
let chosen = -1;

// `deeds` has: send(text, about), start(), attach(file)
export function setUpComposer(deeds) {
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(deeds); });
  field.addEventListener("input", () => { grow(); suggest(false); });
  field.addEventListener("keydown", (event) => onKey(event, deeds));
  $("menu").addEventListener("click", () => { suggest($("suggestions").hidden); field.focus(); });
  $("start").addEventListener("click", deeds.start);
  $("reply-cancel").addEventListener("click", () => writeAbout(null));
  $("attach").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    if (file) deeds.attach(file);
    $("file").value = "";
  });
}

function submit(deeds) {
  const text = field.value.trim();
  if (!text) return;
  deeds.send(text, about);
  field.value = "";
  grow();
  suggest(false);
  writeAbout(null);
  field.focus();
}

function grow() {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 160)}px`;
}

function onKey(event, deeds) {
  const open = !$("suggestions").hidden;
  if (event.key === "Escape") {
    if (open) suggest(false, true);
    else writeAbout(null);
  } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
  } else if (open && (event.key === "Tab" || event.key === "Enter") && chosen >= 0 && !event.isComposing) {
    event.preventDefault();
    $("suggestions").children[chosen].click();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit(deeds);
  }
}

// Suggest commands that begin as typed, or all of them.
function suggest(all, none = false) {
  const typed = /^\/(\w*)$/.exec(field.value)?.[1];
  const found = none ? [] : commands.filter((one) => all || (typed !== undefined && one.command.startsWith(typed)));
  $("suggestions").replaceChildren(...found.map((one, index) => el("li", {
    role: "option", id: `command-${index}`, "aria-selected": "false",
    onclick: () => { field.value = `/${one.command}`; suggest(false, true); field.form.requestSubmit(); },
  }, el("strong", {}, `/${one.command}`), el("bdi", {}, one.description))));
  $("suggestions").hidden = !found.length;
  $("menu").setAttribute("aria-expanded", String(Boolean(found.length)));
  field.setAttribute("aria-expanded", String(Boolean(found.length)));
  choose(!all && found.length ? 0 : -1);
}

function choose(index) {
  const options = [...$("suggestions").children];
  chosen = options.length ? (index + options.length) % options.length : -1;
  if (index === -1 && options.length) chosen = -1;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
  options[chosen]?.scrollIntoView({ block: "nearest" });
  if (chosen >= 0) field.setAttribute("aria-activedescendant", `command-${chosen}`);
  else field.removeAttribute("aria-activedescendant");
}

export function writeAbout(what) {
  about = what;
  const message = what?.reply ?? what?.edit;
  $("reply-bar").hidden = !message;
  if (!message) return;
  $("reply-title").textContent = what.edit ? "Edit message" : `Reply to ${message.name}`;
  $("reply-text").textContent = message.text.slice(0, 100);
  if (what.edit) { field.value = message.text; grow(); }
  field.focus();
}

export function fitComposer(chat, me, onLabel) {
  commands = me.commands ?? []; // a new group is seen before its members are
  const waiting = !chat.started || chat.blocked;
  $("start").hidden = !waiting;
  $("start").textContent = chat.blocked ? "Unblock and restart" : "Start";
  $("composer").hidden = waiting;
  $("menu").hidden = !commands.length;
  $("reply-keyboard").hidden = waiting || !chat.replyKeyboard.length;
  $("reply-keyboard").replaceChildren(...chat.replyKeyboard.map((row) => el("div", { class: "keys" },
    ...row.map((label) => el("button", { type: "button", class: "key", onclick: () => onLabel(label) }, label)))));
}
