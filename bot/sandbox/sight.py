"""What the page shows, as JSON: chats, messages and taps the way a person sees them."""

from bot.sandbox.actions import SERVICE
from bot.sandbox.queries import Query
from bot.sandbox.shapes import Chat, Json, Message
from bot.sandbox.world import World

LATEST = 300  # messages of one chat a newly opened page gets


def whole(world: World, *, can_advance: bool, limited: bool) -> Json:
    """Everything a page needs to begin."""
    return {
        "now": world.clock(),
        "canAdvance": can_advance,
        "limited": limited,
        "bot": {"username": world.bot.username},
        "chats": [
            see_chat(world, chat)
            | {"messages": [see_message(m) for m in list(chat.messages.values())[-LATEST:]]}
            for chat in world.chats.values()
            if chat.upgraded_to is None
        ],
    }


def see_chat(world: World, chat: Chat) -> Json:
    """A chat without its messages, with what the bot shows each member there."""
    members = [chat.user.id] if chat.user else [n for n in chat.members if n != world.bot.id]
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.user.first_name if chat.user else chat.title,
        "started": chat.started,
        "blocked": chat.blocked,
        "botStatus": chat.members.get(world.bot.id, "left") if not chat.user else "member",
        "replyKeyboard": chat.reply_keyboard,
        "members": [_see_member(world, chat, number) for number in members],
    }


def _see_member(world: World, chat: Chat, number: int) -> Json:
    """A person in a chat: name, language, and the bot's profile in that language."""
    user = world.users[number]
    language = (user.language_code or "")[:2]
    return {
        "id": number,
        "name": user.first_name,
        "language": user.language_code or "",
        "botName": world.profile.word("name", language),
        "description": world.profile.word("description", language),
        "commands": world.profile.menu(chat.id, chat.kind, number, language),
    }


def see_message(message: Message) -> Json:
    """A message as its bubble shows it."""
    return {
        "id": message.id,
        "chat": message.chat.id,
        "from": message.sender.id if message.sender else 0,
        "name": message.sender.first_name if message.sender else message.chat.title,
        "byBot": message.from_bot,
        "date": message.date,
        "edited": message.edited,
        "forwarded": "forward_origin" in message.extras,
        "text": message.text,
        "entities": message.entities,
        "keyboard": message.keyboard,
        "replyTo": _see_reply(message.reply_to),
        "file": _see_file(message),
        "note": _see_rest(message),
        "service": bool(SERVICE & message.body.keys()),
    }


def _see_reply(message: Message | None) -> Json | None:
    if message is None:
        return None
    name = message.sender.first_name if message.sender else message.chat.title
    return {"id": message.id, "name": name, "text": message.text[:100] or _see_rest(message)}


def _see_file(message: Message) -> Json | None:
    file = message.file
    if file is None:
        return None
    size: Json = message.body["photo"][0] if "photo" in message.body else {}
    return {
        "url": f"/sandbox/files/{file.id}",
        "name": file.name,
        "size": len(file.data),
        "picture": bool(size),
        "width": size.get("width"),
        "height": size.get("height"),
    }


def _see_rest(message: Message) -> str:
    """A line for content the page has no bubble for."""
    body = message.body
    if "sticker" in body:
        return str(body["sticker"].get("emoji", "Sticker"))
    if "location" in body:
        return f"Location: {body['location']['latitude']}, {body['location']['longitude']}"
    if "contact" in body:
        return f"Contact: {body['contact']['phone_number']}"
    if "new_chat_members" in body:
        return "added " + ", ".join(user["first_name"] for user in body["new_chat_members"])
    if message.text or "photo" in body or "document" in body:
        return ""
    return next(iter(body), "").replace("_", " ")


def see_query(query: Query) -> Json:
    """A tap and its answer."""
    return {
        "id": query.id,
        "user": query.user.id,
        "chat": query.message.chat.id,
        "message": query.message.id,
        "data": query.data,
        "answered": query.answered,
        "text": query.text,
        "alert": query.alert,
    }


def see_event(world: World, event: Json) -> Json:
    """One change, as the page is told of it."""
    match event:
        case {"type": "chat", "chat": Chat() as chat}:
            return {"type": "chat", "chat": see_chat(world, chat)}
        case {"type": "message", "message": Message() as message}:
            keyboard = message.chat.reply_keyboard
            return {
                "type": "message",
                "message": see_message(message),
                "started": message.chat.started,
                "replyKeyboard": keyboard,
            }
        case {"type": "deleted", "message": Message() as message}:
            return {"type": "deleted", "chat": message.chat.id, "id": message.id}
        case {"type": "query", "query": Query() as query}:
            return {"type": "query", "query": see_query(query)}
        case {"type": "action", "chat": Chat() as chat}:
            return {"type": "action", "chat": chat.id}
        case _:
            chats = [see_chat(world, chat) for chat in world.chats.values()]
            return {"type": "profile", "chats": chats}
