// The page as a whole: what is known, which chat is open, who is writing.

import { $, el, face } from "./nodes.js";
import { listen, post, upload } from "./net.js";
import { find, removeOne, showAll, showOne } from "./log.js";
import { fitComposer, setUpComposer, writeAbout } from "./composer.js";
import { alertBox, openMenu, setUpTools, toast } from "./overlays.js";
import { setUpSide, showChats } from "./side.js";

const state = { chats: new Map(), open: Number(location.hash.slice(1)) || null, as: null, ahead: 0 };
const typing = new Map();
const drawer = setUpSide(state, open);

const chat = () => state.chats.get(state.open);
const me = () => {
  const members = chat().members;
  const member = members.find((one) => one.id === state.as) ?? members[0];
  return { ...member, group: chat().kind !== "private" };
};
const here = (message) => ({ chat: state.open, user: me().id, message: message?.id });

async function attempt(deed, wish) {
  try { return await post(deed, wish); } catch (error) { toast(error.message); return null; }
}

const deeds = {
  send: (text, about) => about?.edit
    ? attempt("edit", { ...here(about.edit), text })
    : attempt("send", { ...here(), text, replyTo: about?.reply?.id }),
  command: (word) => attempt("send", { ...here(), text: word }),
  attach: (file) => upload(file, { chat: state.open, user: me().id }).catch((error) => toast(error.message)),
  async start() {
    if (chat().blocked) await attempt("block", { chat: state.open, blocked: false });
    await attempt("send", { ...here(), text: "/start" });
    $("text").focus();
  },
  async tap(message, key, button) {
    button.classList.add("waiting");
    button.setAttribute("aria-busy", "true");
    setTimeout(() => settle(button), 15000);
    if (!key.callback_data) return toast("This kind of button does nothing in the sandbox."), settle(button);
    if (!await attempt("tap", { ...here(message), data: key.callback_data })) settle(button);
  },
  menu(message, anchor) {
    const choices = [["Reply", () => writeAbout({ reply: message })]];
    if (!message.byBot && message.from === me().id && !message.file) {
      choices.push(["Edit", () => writeAbout({ edit: message })]);
    }
    choices.push(["Forward to the bot", () => attempt("forward", here(message))]);
    choices.push(["Copy text", () => navigator.clipboard?.writeText(message.text)]);
    openMenu(anchor, choices);
  },
};

function settle(button) {
  button.classList.remove("waiting");
  button.removeAttribute("aria-busy");
}

function remember(seen) {
  const old = state.chats.get(seen.id);
  const messages = seen.messages ? new Map(seen.messages.map((m) => [m.id, m])) : old?.messages ?? new Map();
  state.chats.set(seen.id, { unread: old?.unread ?? 0, ...seen, messages });
}

function open(id) {
  state.open = id;
  if (!chat()) return;
  history.replaceState(null, "", `#${id}`);
  chat().unread = 0;
  writeAbout(null);
  showChat();
  drawer(false);
  if (!matchMedia("(pointer: coarse)").matches) (chat().started ? $("text") : $("start")).focus();
}

function showChat() {
  showHead();
  if (chat()) showAll(chat(), me(), deeds);
}

function showHead() {
  showChats(state.chats, state.open, open);
  const one = chat();
  document.querySelector(".chat").classList.toggle("empty", !one);
  if (!one) {
    $("log").replaceChildren(el("section", { class: "welcome" }, el("h3", {}, "Nobody is here yet"),
      el("p", {}, "Add a person with “+ Person”, then chat with the bot as them.")));
    return;
  }
  const group = one.kind !== "private";
  const name = group ? one.title : me().botName;
  document.title = `${name} – Sandbox`;
  $("title").firstElementChild.textContent = name;
  face($("face"), group ? one.id : 3, name);
  const you = el("bdi", {}, group ? `${one.members.length} members and the bot` : `bot · you are ${me().name}`);
  $("subtitle").replaceChildren(typing.has(one.id) ? el("span", { class: "typing" }, "typing…") : you);
  $("as").hidden = !group;
  const names = one.members.map((member) => `${member.id} ${member.name}`).join("\n");
  if ($("as-who").dataset.names !== names) { // an open list of names must not close at each message
    $("as-who").dataset.names = names;
    $("as-who").replaceChildren(...one.members.map((member) => el("option", { value: member.id }, member.name)));
  }
  $("as-who").value = me().id;
  $("this-person").hidden = group;
  $("block").textContent = one.blocked ? "Unblock the bot" : "Block the bot";
  fitComposer(one, me(), deeds.command);
}

function onMessage({ message, started, replyKeyboard }) {
  const where = state.chats.get(message.chat);
  if (!where) return;
  const isNew = !where.messages.has(message.id);
  where.messages.set(message.id, message);
  Object.assign(where, { started, replyKeyboard });
  if (message.byBot) typing.delete(where.id);
  if (where.id === state.open) showOne(message);
  else if (isNew && message.byBot) where.unread += 1;
  showHead();
}

function onQuery({ query }) {
  if (!query.answered || query.chat !== state.open) return;
  const keys = find(query.message)?.querySelectorAll(".waiting") ?? [];
  for (const key of keys) if (key.dataset.data === query.data) settle(key);
  if (query.text && query.user === me().id) (query.alert ? alertBox : toast)(query.text);
}

const events = {
  state(event) {
    state.chats.clear();
    Object.assign(state, { canAdvance: event.canAdvance, username: event.bot.username, ahead: event.now - Date.now() / 1000 });
    $("limited").checked = event.limited;
    event.chats.forEach(remember);
    if (!chat()) state.open = event.chats[0]?.id ?? null;
    showChat();
  },
  chat(event) {
    // The answer to adding somebody may come before the event that they exist, or after it.
    const awaited = !chat() && (state.open === null || state.open === event.chat.id);
    remember(event.chat);
    if (awaited) open(event.chat.id);
    else showHead();
  },
  message: onMessage,
  deleted(event) {
    state.chats.get(event.chat)?.messages.delete(event.id);
    if (event.chat === state.open) removeOne(event.id);
    showHead();
  },
  query: onQuery,
  action(event) {
    clearTimeout(typing.get(event.chat));
    typing.set(event.chat, setTimeout(() => { typing.delete(event.chat); showHead(); }, 5000));
    showHead();
  },
  profile(event) {
    event.chats.forEach(remember);
    showHead();
  },
};

// A deep link to the bot is followed here; it never opens Telegram.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href*="//t.me/"]');
  if (!link || !chat()) return;
  const url = new URL(link.href);
  if (url.pathname.slice(1).toLowerCase() !== state.username.toLowerCase()) return;
  event.preventDefault();
  const { id } = me();
  const payload = url.searchParams.get("start") ?? "";
  open(id);
  attempt("send", { chat: id, user: id, text: `/start ${payload}`.trim() });
});

setUpComposer(deeds);
setUpTools(state);
$("as-who").addEventListener("change", (event) => { state.as = Number(event.target.value); showChat(); });
$("block").addEventListener("click", () => {
  attempt("block", { chat: state.open, blocked: !chat().blocked });
  $("tools").close();
});
addEventListener("hashchange", () => open(Number(location.hash.slice(1))));
listen((event) => events[event.type]?.(event), (connected) => {
  $("offline").textContent = connected ? "" : "Connecting…";
});
