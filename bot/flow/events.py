"""What can happen to a chat."""

from dataclasses import dataclass
from datetime import datetime

from bot.flow.alarm import Alarm


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command: its name without the slash and without @bot, lower case, and the words behind it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button. `card` is 0 where the button's data could not be read."""

    card: int
    choice: str


@dataclass(frozen=True, slots=True)
class Overheard:
    """Words that answer nothing (edited, forwarded): only danger is listened for."""

    text: str


@dataclass(frozen=True, slots=True)
class Wordless:
    """A sticker, a photo, a voice message: nothing that can be read but a caption."""

    caption: str = ""


@dataclass(frozen=True, slots=True)
class Located:
    """A shared location, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class CalledInPublic:
    """A command in a group or channel, where nobody is questioned."""

    name: str


@dataclass(frozen=True, slots=True)
class Rang:
    """All of the chat's alarms that are due, oldest first; each rings once."""

    alarms: tuple[Alarm, ...]


Happening = Commanded | Said | Tapped | Overheard | Wordless | Located | CalledInPublic | Rang


@dataclass(frozen=True, slots=True)
class Event:
    what: Happening
    at: datetime  # aware
    language: str | None = None  # as Telegram says the person's client speaks
