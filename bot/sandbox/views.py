"""What a test sees of a chat, and waiting for what the bot says there."""

import asyncio
from collections.abc import Callable
from itertools import chain

from bot.sandbox.actions import ImpossibleError
from bot.sandbox.shapes import Button, Chat, Message
from bot.sandbox.world import World

Wanted = str | Callable[[Message], bool]
"""A part of the text, or a question about a message."""


class NotHeardError(AssertionError):
    """The bot did not say it in time; the message carries the chat so far."""


def matches(message: Message, wanted: Wanted) -> bool:
    """Whether a message is the one meant."""
    return wanted in message.text if isinstance(wanted, str) else bool(wanted(message))


class ChatView:
    """One chat as its members see it."""

    def __init__(self, world: World, chat: Chat) -> None:
        """Look at `chat`."""
        self.world = world
        self.chat = chat

    @property
    def messages(self) -> list[Message]:
        """The visible messages, oldest first; they change as the bot edits them."""
        return list(self.chat.messages.values())

    @property
    def from_bot(self) -> list[Message]:
        """Those the bot wrote, oldest first."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The bot's newest message.

        Raises:
            LookupError: There is none.
        """
        if not (said := self.from_bot):
            raise LookupError(f"the bot has said nothing here\n{self.transcript()}")
        return said[-1]

    @property
    def keyboard(self) -> list[list[str]]:
        """The reply keyboard under the text field, row by row; empty where there is none."""
        return self.chat.reply_keyboard

    def find(self, wanted: Wanted, after: Message | None = None) -> Message | None:
        """The newest message of the bot that is meant, among those newer than `after`."""
        start = after.id if after else 0
        newest_first = reversed(self.from_bot)
        return next((m for m in newest_first if m.id > start and matches(m, wanted)), None)

    async def hears(
        self,
        wanted: Wanted,
        timeout: float = 10.0,  # noqa: ASYNC109 - its error shows the chat
        after: Message | None = None,
    ) -> Message:
        """Wait until a message of the bot (newer than `after`) is the one meant, new or edited.

        Raises:
            NotHeardError: Not within `timeout` seconds.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + timeout
        while (message := self.find(wanted, after)) is None:
            if not await self.chat.changed.wait(max(0.0, deadline - clock())):
                what = repr(wanted) if isinstance(wanted, str) else "it"
                raise NotHeardError(f"not heard in {timeout} s: {what}\n{self.transcript()}")
        return message

    def button(self, wanted: str, on: Message | None = None) -> tuple[Message, Button]:
        """The newest button with that label or callback_data, or whose label alone contains it.

        Raises:
            ImpossibleError: No message (or not `on`) has it.
        """
        messages = [on] if on else [m for m in reversed(self.messages) if m.keyboard]
        keys = [(message, key) for message in messages for row in message.buttons for key in row]
        exact = (pair for pair in keys if wanted in {pair[1].label, pair[1].data})
        alike = (pair for pair in keys if wanted.casefold() in pair[1].label.casefold())
        if found := next(chain(exact, alike), None):
            return found
        raise ImpossibleError(f"no button {wanted!r}\n{self.transcript()}")

    def transcript(self) -> str:
        """The chat as text, a line or more a message, buttons in brackets."""
        lines = [f"--- {self.chat.title or (self.chat.user and self.chat.user.first_name)}"]
        for message in self.messages:
            who = "<" if message.from_bot else ">"
            lines.append(f"{who} {message.text or sorted(message.body)}")
            lines += ["  " + " ".join(f"[{key.label}]" for key in row) for row in message.buttons]
        return "\n".join(lines)
