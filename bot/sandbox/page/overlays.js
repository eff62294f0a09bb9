// What lies over the chat: toasts, alerts, the menu of a message, trouble and time.

import { $, el } from "./nodes.js";
import { post } from "./net.js";

let fading = 0;

export function toast(text) {
  clearTimeout(fading);
  $("toast").textContent = text;
  $("toast").classList.add("shown");
  fading = setTimeout(() => $("toast").classList.remove("shown"), 1500 + 60 * text.length);
}

export function alertBox(text) {
  $("alert-text").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

// `choices` is a list of [label, deed].
export function openMenu(anchor, choices) {
  const menu = $("message-menu");
  const close = () => { menu.hidden = true; document.removeEventListener("pointerdown", outside); };
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  menu.replaceChildren(...choices.map(([label, deed]) => el("button", {
    type: "button", role: "menuitem", onclick: () => { close(); anchor.focus(); deed(); },
  }, label)));
  menu.hidden = false;
  const place = anchor.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(place.bottom, innerHeight - menu.offsetHeight - 8))}px`;
  menu.firstElementChild.focus();
  document.addEventListener("pointerdown", outside);
  menu.onkeydown = (event) => {
    const items = [...menu.children];
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); items[(at + step + items.length) % items.length].focus(); }
    if (event.key === "Escape" || event.key === "Tab") { event.preventDefault(); close(); anchor.focus(); }
  };
}

export function setUpTools(state) {
  for (const button of document.querySelectorAll("[data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
  const note = (text) => { $("tools-note").textContent = text; };
  const attempt = async (deed, wish, done) => {
    try { await post(deed, wish); note(done); } catch (error) { note(error.message); }
  };
  $("tools-button").addEventListener("click", () => { note(""); showClock(state); $("tools").showModal(); });
  for (const button of document.querySelectorAll("[data-fault]")) {
    button.addEventListener("click", () => attempt("faults",
      { fault: button.dataset.fault, times: $("times").value },
      `Waiting for the bot’s next message: ${button.textContent}`));
  }
  $("calm").addEventListener("click", () => attempt("faults", { calm: true }, "Fair weather again."));
  $("limited").addEventListener("change", (event) => attempt("faults", { limited: event.target.checked },
    event.target.checked ? "Held to Telegram’s limits." : "No limits."));
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", async () => {
      const { now } = await post("advance", { seconds: Number(button.dataset.advance) });
      state.ahead = now - Date.now() / 1000;
      showClock(state);
    });
  }
}

function showClock(state) {
  $("clock").hidden = !state.canAdvance;
  $("now").textContent = new Date(Date.now() + state.ahead * 1000).toLocaleString();
}
