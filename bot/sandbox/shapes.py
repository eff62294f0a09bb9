"""What the stand-in remembers, each thing with its Telegram shape."""

from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.bell import Signal
from bot.sandbox.markup import render

Json = dict[str, Any]
Kind = Literal["private", "group", "supergroup", "channel"]


def _set(**fields: object) -> Json:
    """Keep what has a value: Telegram leaves the rest out."""
    return {name: value for name, value in fields.items() if value not in (None, False)}


@dataclass(slots=True, eq=False)
class User:
    """A person, or the bot itself."""

    id: int
    first_name: str
    language_code: str | None = None
    is_bot: bool = False
    last_name: str | None = None
    username: str | None = None

    def shape(self) -> Json:
        """Telegram's User."""
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | _set(
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass(slots=True, eq=False)
class File:
    """A file somebody sent; `path` is where getFile says it lies."""

    id: str
    data: bytes
    name: str
    mime: str
    path: str

    def shape(self) -> Json:
        """Telegram's File."""
        return {
            "file_id": self.id,
            "file_unique_id": f"u{self.id}",
            "file_size": len(self.data),
            "file_path": self.path,
        }


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, group, supergroup or channel, with its messages by id."""

    id: int
    kind: Kind
    title: str | None = None
    user: User | None = None
    username: str | None = None
    is_forum: bool = False
    started: bool = True
    """Private: the person pressed Start."""
    blocked: bool = False
    """Private: the person blocked the bot."""
    members: dict[int, str] = field(default_factory=dict)
    """Groups and channels: user id → ChatMember status; the bot is among them."""
    topics: dict[int, str] = field(default_factory=dict)
    upgraded_to: int | None = None
    messages: "dict[int, Message]" = field(default_factory=dict)
    last_id: int = 0
    reply_keyboard: list[list[str]] = field(default_factory=list)
    changed: Signal = field(default_factory=Signal)
    """Rings at each change in this chat."""

    def shape(self) -> Json:
        """Telegram's Chat."""
        if self.user is not None:
            names = _set(
                first_name=self.user.first_name,
                last_name=self.user.last_name,
                username=self.user.username,
            )
        else:
            names = _set(title=self.title, username=self.username, is_forum=self.is_forum)
        return {"id": self.id, "type": self.kind} | names


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button as a person sees it."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """One message; `body` holds its content in Telegram's shape: text, photo, caption …"""

    id: int
    chat: Chat
    sender: User | None
    """None: a channel's own post."""
    date: int
    body: Json
    keyboard: list[list[Json]] = field(default_factory=list)
    extras: Json = field(default_factory=dict)
    """What is about the message, not in it: forward_origin, message_thread_id …"""
    reply_to: "Message | None" = None
    file: File | None = None
    edited_at: int | None = None
    versions: list[str] = field(default_factory=list)
    """The texts it had before each edit, oldest first."""
    deleted: bool = False

    @property
    def text(self) -> str:
        """The text or caption, without markup; empty where it has neither."""
        return str(self.body.get("text", self.body.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """Telegram's MessageEntity objects of the text or caption, offsets in UTF-16 units."""
        found: list[Json] = self.body.get("entities") or self.body.get("caption_entities") or []
        return found

    @property
    def html(self) -> str:
        """The text with its markup, as Telegram's HTML."""
        return render(self.text, self.entities)

    @property
    def buttons(self) -> list[list[Button]]:
        """The inline keyboard, row by row."""
        return [
            [Button(key["text"], key.get("callback_data"), key.get("url")) for key in row]
            for row in self.keyboard
        ]

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons, in reading order."""
        return [button.label for row in self.buttons for button in row]

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it, in its own name or as the channel."""
        return "_by_bot" in self.extras

    @property
    def edited(self) -> bool:
        """Whether it carries the edited mark."""
        return self.edited_at is not None

    @property
    def photo(self) -> File | None:
        """The picture, where it is one."""
        return self.file if "photo" in self.body else None

    @property
    def document(self) -> File | None:
        """The file, where it carries one."""
        return self.file if "document" in self.body else None

    def shape(self, *, nested: bool = False) -> Json:
        """Telegram's Message; `nested` leaves out what it answers, as Telegram does."""
        shape: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.shape()}
        if self.sender is not None:
            shape["from"] = self.sender.shape()
        else:
            shape["sender_chat"] = self.chat.shape()
        shape |= {name: value for name, value in self.extras.items() if name[0] != "_"}
        shape |= self.body
        if self.edited_at is not None:
            shape["edit_date"] = self.edited_at
        if self.reply_to is not None and not nested:
            shape["reply_to_message"] = self.reply_to.shape(nested=True)
        if self.keyboard:
            shape["reply_markup"] = {"inline_keyboard": self.keyboard}
        return shape

    def pointer(self) -> Json:
        """The message as a tap carries it: Telegram's InaccessibleMessage once deleted."""
        if self.deleted:
            return {"chat": self.chat.shape(), "message_id": self.id, "date": 0}
        return self.shape()
