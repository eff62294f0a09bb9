"""What is read of an update, in the form Telegram documents. Fields not named here are not looked at."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec

# No database keeps a larger number, and half of a surrogate pair is no letter: nothing can be done with them.
Id = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Words = Annotated[str, msgspec.Meta(pattern=r"\A[^\ud800-\udfff]*\Z")]


class User(msgspec.Struct, frozen=True):
    id: Id
    language_code: Words | None = None


class Chat(msgspec.Struct, frozen=True):
    id: Id
    type: Words


class Location(msgspec.Struct, frozen=True):
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)]


class Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    chat: Chat
    sender: User | None = None
    text: Words | None = None
    caption: Words | None = None
    message_thread_id: Id | None = None
    is_topic_message: bool = False
    location: Location | None = None
    forward_origin: Mapping[str, Any] | None = None
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None


class Query(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    id: Words
    sender: User
    message: Message | None = None
    data: Words | None = None


class Update(msgspec.Struct, frozen=True):
    update_id: Id
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Query | None = None
