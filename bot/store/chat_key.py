"""Whose state is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChatKey:
    """Whose state: a private chat, or one member (and topic) of a group. Telegram's ids."""

    chat: int
    topic: int | None = None
    member: int | None = None

    def __str__(self) -> str:
        parts = (self.chat, self.topic, self.member)
        return "/".join("" if part is None else str(part) for part in parts)

    @classmethod
    def parse(cls, text: str) -> "ChatKey":
        chat, topic, member = (int(part) if part else None for part in text.split("/"))
        if chat is None:
            raise ValueError(f"'{text}' is no chat key: it names no chat")
        return cls(chat, topic, member)
