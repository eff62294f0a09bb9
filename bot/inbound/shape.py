"""What is read of an update, in the form Telegram documents. Fields not named here are not looked at."""

from collections.abc import Mapping
from typing import Any

import msgspec


class User(msgspec.Struct, frozen=True):
    id: int
    language_code: str | None = None


class Chat(msgspec.Struct, frozen=True):
    id: int
    type: str


class Location(msgspec.Struct, frozen=True):
    latitude: float
    longitude: float


class Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    chat: Chat
    sender: User | None = None
    text: str | None = None
    caption: str | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    location: Location | None = None
    forward_origin: Mapping[str, Any] | None = None
    migrate_to_chat_id: int | None = None
    migrate_from_chat_id: int | None = None


class Query(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    id: str
    sender: User
    message: Message | None = None
    data: str | None = None


class Update(msgspec.Struct, frozen=True):
    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Query | None = None
