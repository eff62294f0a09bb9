"""Taps on inline buttons."""

from dataclasses import dataclass

from bot.sandbox.shapes import Message, User


@dataclass(slots=True, eq=False)
class Query:
    """One tap on an inline button, and how the bot answered it."""

    id: str
    user: User
    message: Message
    data: str
    expires: float
    """When it can no longer be answered, on the monotonic clock."""
    answered: bool = False
    text: str = ""
    alert: bool = False

    def expire(self) -> None:
        """Make it too old to answer, now."""
        self.expires = 0.0
