"""What the bot says about itself: commands, names, descriptions, each per language."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Word = Literal["name", "description", "short_description"]


def scope_key(scope: dict[str, Any] | None) -> str:
    """Name a BotCommandScope so that equal scopes are the same."""
    return json.dumps(scope or {"type": "default"}, sort_keys=True)


@dataclass(slots=True)
class Profile:
    """The bot's profile as Telegram keeps it, by language; "" is every other language."""

    first_name: str
    words: dict[tuple[Word, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)

    def word(self, word: Word, language: str) -> str:
        """The text for a language, or for all others, or nothing (a name: the bot's own)."""
        default = self.first_name if word == "name" else ""
        return self.words.get((word, language)) or self.words.get((word, ""), "") or default

    def menu(self, chat_id: int, kind: str, user_id: int, language: str) -> list[dict[str, str]]:
        """The commands a person is offered in a chat, by Telegram's order of scopes.

        Source: https://core.telegram.org/bots/api#determining-list-of-commands
        """
        for scope in _scopes(chat_id, kind, user_id):
            for wanted in (language[:2], ""):
                if found := self.commands.get((scope_key(scope), wanted)):
                    return found
        return []


def _scopes(chat_id: int, kind: str, user_id: int) -> Iterator[dict[str, Any]]:
    """The scopes that hold in a chat, narrowest first."""
    if kind == "private":
        yield {"type": "chat", "chat_id": chat_id}
        yield {"type": "all_private_chats"}
    else:
        yield {"type": "chat_member", "chat_id": chat_id, "user_id": user_id}
        yield {"type": "chat", "chat_id": chat_id}
        yield {"type": "all_group_chats"}
    yield {"type": "default"}
