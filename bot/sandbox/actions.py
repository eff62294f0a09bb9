"""What people do in Telegram's apps, and the updates the bot gets of it."""

from bot.sandbox.entities import find_entities
from bot.sandbox.members import member_shape
from bot.sandbox.queries import Query
from bot.sandbox.shapes import Chat, File, Json, Message, User
from bot.sandbox.world import World

_INSIDE = {"creator", "administrator", "member", "restricted"}
SERVICE = {"new_chat_members", "forum_topic_created", "migrate_to_chat_id", "migrate_from_chat_id"}


class ImpossibleError(ValueError):
    """A person tries what Telegram's apps do not offer."""


def text_body(text: str) -> Json:
    """A person's text with the entities Telegram finds in it."""
    entities = find_entities(text, [])
    return {"text": text} | ({"entities": entities} if entities else {})


def draft(world: World, user: User, chat: Chat, body: Json, file: File | None = None) -> Message:
    """What a person is about to send; in a channel it is the channel's own."""
    sender = None if chat.kind == "channel" else user
    return Message(0, chat, sender, world.now, body, file=file)


def say(world: World, user: User, message: Message) -> Message:
    """Let a person send what was drafted.

    Raises:
        ImpossibleError: They are no member, or have blocked the bot.
    """
    chat = message.chat
    if chat.kind == "private":
        if chat.blocked:
            raise ImpossibleError(f"{user.first_name} has blocked the bot; unblock first")
        chat.started = True
    elif chat.members.get(user.id, "left") not in _INSIDE:
        raise ImpossibleError(f"{user.first_name} is not in {chat.title}")
    world.post(message)
    _deliver(world, message, "channel_post" if chat.kind == "channel" else "message")
    return message


def _deliver(world: World, message: Message, kind: str) -> None:
    if _reaches_bot(world, message):
        world.updates.add(kind, message.shape(), message.chat.id)


def _reaches_bot(world: World, message: Message) -> bool:
    """Whether the bot is there and, in a group, privacy mode lets it read this.

    Source: https://core.telegram.org/bots/features#privacy-mode
    """
    chat = message.chat
    if chat.kind == "private":
        return True
    status = chat.members.get(world.bot.id, "left")
    if status not in _INSIDE:
        return False
    if chat.kind == "channel" or status == "administrator" or not world.privacy:
        return True
    if message.reply_to is not None and message.reply_to.from_bot:
        return True
    return bool(SERVICE & message.body.keys()) or _names_bot(message, world.bot.username)


def _names_bot(message: Message, username: str | None) -> bool:
    """Whether a text is a command for this bot (or for whoever listens), or mentions it."""
    for entity in message.entities:
        units = message.text.encode("utf-16-le")
        start = 2 * entity["offset"]
        word = units[start : start + 2 * entity["length"]].decode("utf-16-le").lower()
        named = word.partition("@")[2]
        if entity["type"] == "bot_command" and named in {"", str(username).lower()}:
            return True
        if entity["type"] == "mention" and named == str(username).lower():
            return True
    return False


def edit(world: World, message: Message, text: str) -> None:
    """Let a person change a text they sent."""
    message.versions.append(message.text)
    message.body = text_body(text)
    message.edited_at = world.now
    world.tell("message", message.chat, message=message)
    kind = "edited_channel_post" if message.chat.kind == "channel" else "edited_message"
    _deliver(world, message, kind)


def forward(world: World, user: User, message: Message, chat: Chat) -> Message:
    """Let a person pass a message on."""
    origin: Json = {"date": message.date}
    if message.sender is None:
        origin |= {"type": "channel", "chat": message.chat.shape(), "message_id": message.id}
    else:
        origin |= {"type": "user", "sender_user": message.sender.shape()}
    copy = draft(world, user, chat, dict(message.body), message.file)
    copy.extras["forward_origin"] = origin
    return say(world, user, copy)


def tap(world: World, user: User, message: Message, data: str) -> Query:
    """Let a person tap an inline button."""
    query = world.ask(user, message, data)
    shape = {
        "id": query.id,
        "from": user.shape(),
        "message": message.pointer(),
        "chat_instance": str(message.chat.id * 7_919_317),
        "data": data,
    }
    world.updates.add("callback_query", shape, message.chat.id)
    world.tell("query", query.message.chat, query=query)
    return query


def set_blocked(world: World, chat: Chat, *, blocked: bool) -> None:
    """Let a person block the bot, or take that back."""
    if chat.user is None or chat.blocked == blocked:
        return
    chat.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    _tell_membership(world, chat, chat.user, (old, new))


def set_bot_status(world: World, user: User, chat: Chat, status: str) -> None:
    """Let a person add the bot to a group or channel, promote it, or throw it out."""
    old = chat.members.get(world.bot.id, "left")
    if old == status:
        return
    chat.members[world.bot.id] = status
    _tell_membership(world, chat, user, (old, status))
    if old not in _INSIDE and status in _INSIDE and chat.kind != "channel":
        say(world, user, draft(world, user, chat, {"new_chat_members": [world.bot.shape()]}))


def _tell_membership(world: World, chat: Chat, user: User, change: tuple[str, str]) -> None:
    """Tell the bot how its own standing in a chat changed."""
    old, new = (member_shape(world.bot, status) for status in change)
    shape = {
        "chat": chat.shape(),
        "from": user.shape(),
        "date": world.now,
        "old_chat_member": old,
        "new_chat_member": new,
    }
    world.updates.add("my_chat_member", shape, chat.id)
    world.tell("chat", chat)
