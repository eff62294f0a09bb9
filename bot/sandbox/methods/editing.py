"""Changing and deleting messages."""

from bot.sandbox.content import read_caption, read_keyboard, read_text
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.finding import find_message, writable_chat
from bot.sandbox.methods.media import read_media
from bot.sandbox.params import Params
from bot.sandbox.shapes import File, Json, Message
from bot.sandbox.world import World

OLDEST_DELETABLE = 48 * 3600  # seconds
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def _own(world: World, params: Params) -> Message:
    """The bot's own message the call wants changed."""
    message = find_message(world, params, "edit")
    if not message.from_bot:
        raise bad_request("message can't be edited")
    return message


def _change(
    world: World, params: Params, message: Message, body: Json, file: File | None = None
) -> Json:
    """Give a message new content and the call's keyboard, as long as something changes."""
    keyboard = read_keyboard(params)
    if message.body == body and message.keyboard == keyboard:
        raise bad_request(UNCHANGED)
    if message.body != body:
        message.versions.append(message.text)
    message.body, message.keyboard = body, keyboard
    message.file = file or message.file
    message.edited_at = world.now
    world.tell("message", message.chat, message=message)
    return message.shape()


def edit_text(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#editmessagetext"""
    message = _own(world, params)
    body = read_text(params)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _change(world, params, message, body)


def edit_caption(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#editmessagecaption"""
    message = _own(world, params)
    caption = read_caption(params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    bare = {k: v for k, v in message.body.items() if k not in {"caption", "caption_entities"}}
    return _change(world, params, message, bare | caption)


def edit_media(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#editmessagemedia"""
    message = _own(world, params)
    body, file = read_media(world, params, params.thing("media") or {})
    return _change(world, params, message, body, file)


def edit_reply_markup(world: World, params: Params) -> Json:
    """https://core.telegram.org/bots/api#editmessagereplymarkup"""
    message = _own(world, params)
    return _change(world, params, message, message.body)


def _deletable(world: World, message: Message) -> bool:
    """Whether the bot may delete it: its own or, in private or as an administrator, anyone's.

    Source: https://core.telegram.org/bots/api#deletemessage
    """
    if message.chat.members.get(world.bot.id) == "administrator":
        return True
    return message.from_bot or message.chat.kind == "private"


def delete_message(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemessage"""
    message = find_message(world, params, "delete")
    if not _deletable(world, message):
        raise bad_request("message can't be deleted")
    if world.now - message.date >= OLDEST_DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    world.erase(message)
    return True


def delete_messages(world: World, params: Params) -> bool:
    """https://core.telegram.org/bots/api#deletemessages: what cannot be deleted is skipped."""
    chat = writable_chat(world, params)
    wanted = params.things("message_ids") or []
    if not 1 <= len(wanted) <= 100:
        raise bad_request("there must be from 1 to 100 messages to delete")
    for number in wanted:
        message = chat.messages.get(int(number))
        young = message is not None and world.now - message.date < OLDEST_DELETABLE
        if message is not None and young and _deletable(world, message):
            world.erase(message)
    return True
