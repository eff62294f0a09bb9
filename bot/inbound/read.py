"""An update, as JSON, to what it means."""

import re

import msgspec

from bot.flow.events import (
    CalledInPublic,
    Commanded,
    Happening,
    Located,
    Overheard,
    Said,
    Tapped,
    Wordless,
)
from bot.inbound.heard import Heard, MalformedUpdate, Moved
from bot.inbound.shape import Message, Query, Update
from bot.store import ChatKey

ALLOWED = ("message", "edited_message", "callback_query")  # what getUpdates and the webhook ask for

UNREADABLE = "it holds what is no text, or is nested too deeply"

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?\Z", re.DOTALL)
_MEDIA = frozenset(
    [
        "animation",
        "audio",
        "contact",
        "dice",
        "document",
        "game",
        "location",
        "paid_media",
        "photo",
        "poll",
        "sticker",
        "story",
        "venue",
        "video",
        "video_note",
        "voice",
    ]
)


def read_update(raw: object, me: str) -> Heard | Moved | None:
    """Say who did what.

    Args:
        raw: One update, as JSON gives it.
        me: The bot's username; commands for other bots are passed over in groups.

    Returns:
        None for an update no flow listens to.

    Raises:
        MalformedUpdate: It is not what Telegram documents.
    """
    try:
        update = msgspec.convert(raw, Update)
    except (msgspec.ValidationError, UnicodeError, RecursionError) as error:
        number = raw.get("update_id") if isinstance(raw, dict) else None
        reason = str(error) if isinstance(error, msgspec.ValidationError) else UNREADABLE
        raise MalformedUpdate(number if isinstance(number, int) else None, reason) from None
    if update.callback_query is not None:
        return _tapped(update.update_id, update.callback_query)
    message = update.message or update.edited_message
    if message is None:
        return None
    if (moved := _moved(update.update_id, message)) is not None:
        return moved
    if message.sender is None:
        return None
    key = "message" if update.message else "edited_message"
    fields = raw[key].keys() if isinstance(raw, dict) else ()
    what = _happening(
        message, me, edited=update.message is None, media=not _MEDIA.isdisjoint(fields)
    )
    if what is None:
        return None
    return Heard(update.update_id, _key(message), what, message.sender.language_code)


def _moved(update: int, message: Message) -> Moved | None:
    """Both groups tell of it, the old one and the new."""
    if message.chat.type == "private":
        return None  # a person stays who they are
    here = message.chat.id
    if message.migrate_to_chat_id is not None:
        return Moved(update, ChatKey(here), message.migrate_to_chat_id)
    if message.migrate_from_chat_id is not None:
        return Moved(update, ChatKey(message.migrate_from_chat_id), here)
    return None


def _happening(message: Message, me: str, *, edited: bool, media: bool) -> Happening | None:
    words = message.text or message.caption or ""
    command = _COMMAND.match(words)
    if message.chat.type != "private":
        mine = command is not None and (command[2] or me).casefold() == me.casefold()
        return CalledInPublic(command[1].lower()) if command and mine and not edited else None
    if edited or message.forward_origin is not None:
        return Overheard(words) if words else None
    if message.location is not None:
        return Located(message.location.latitude, message.location.longitude)
    if message.text is None:
        return (
            Wordless(words) if media else None
        )  # else a service message: somebody was pinned, say
    if command is not None:
        return Commanded(command[1].lower(), (command[3] or "").strip())
    return Said(message.text)


def _tapped(update: int, query: Query) -> Heard | None:
    if query.message is None or query.message.chat.type != "private":
        return None
    card, _, choice = (query.data or "").partition(":")
    number = int(card) if card.isascii() and card.isdigit() and len(card) < 16 else 0
    what = Tapped(number, choice)
    return Heard(update, _key(query.message), what, query.sender.language_code, query.id)


def _key(message: Message) -> ChatKey:
    """In a group each member of each topic is somebody else; a private chat is one person."""
    if message.chat.type == "private":
        return ChatKey(message.chat.id)
    topic = message.message_thread_id if message.is_topic_message else None
    return ChatKey(message.chat.id, topic, message.sender.id if message.sender else None)
