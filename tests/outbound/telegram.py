"""A Telegram that remembers what it was asked and answers as it was told to. Written by hand, for one chat or a few."""

import asyncio
from collections.abc import Mapping
from typing import Any

from telegram.error import BadRequest, TelegramError

Answer = TelegramError | None
"""An error to raise; None stands for success."""


class Telegram:
    """An Api. Errors are planned by method, one for each coming call; the messages it has can be taken away."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Mapping[str, Any]]] = []
        self.trouble: dict[str, list[TelegramError]] = {}
        self.messages: dict[int, str] = {}
        self.called = asyncio.Event()
        self.gate: dict[int, asyncio.Event] = {}  # chats whose calls wait

    @property
    def methods(self) -> list[str]:
        return [method for method, _ in self.calls]

    def texts(self, chat: int) -> list[str]:
        """What was sent to a chat, with success or without."""
        sent = (params for method, params in self.calls if method == "sendMessage")
        return [params["text"] for params in sent if params["chat_id"] == chat]

    def will(self, method: str, *errors: TelegramError) -> None:
        """Let the next calls of a method go wrong, one after another."""
        self.trouble.setdefault(method, []).extend(errors)

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        self.calls.append((method, params))
        self.called.set()
        if (gate := self.gate.get(params.get("chat_id", 0))) is not None:
            await gate.wait()
        if planned := self.trouble.get(method):
            raise planned.pop(0)
        number = params.get("message_id")
        match method:
            case "sendMessage" | "sendDocument":
                number = len(self.calls)
                self.messages[number] = params.get("text") or params.get("caption", "")
                return {"message_id": number}
            case (
                "editMessageCaption"
                | "editMessageText"
                | "deleteMessage"
                | "editMessageReplyMarkup"
            ):
                if number not in self.messages:
                    raise BadRequest("Message to edit not found")
        return True
