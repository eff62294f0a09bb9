"""What must be done about an event. Plain data: the store keeps effects until they are performed."""

from msgspec import Struct

from bot.flow.alarm import Alarm
from bot.flow.drawings import Drawing, Paper
from bot.text import Doc, Text


class Button(Struct, frozen=True, omit_defaults=True):
    """One inline button.

    `data` is what a tap sends back, `<card>:<choice>`, at most 64 bytes; `start` makes it instead a link
    into the private chat with the bot, with that start parameter.
    """

    label: Text
    data: str = ""
    start: str = ""
    mark: str = ""  # stands before the label as it is: a tick box


Keyboard = tuple[tuple[Button, ...], ...]


class Show(Struct, frozen=True, tag=True, omit_defaults=True):
    """Send a message. `card` is its number, by which it is edited later; 0 for one that never is."""

    doc: Doc
    keyboard: Keyboard = ()
    card: int = 0
    urgent: bool = False  # goes before every other message
    nudge: bool = False  # rather never than twice: ticked off before it is sent
    silent: bool = False  # it may be night where they are: no sound
    until: int = 0  # seconds since 1970, UTC: a nudge is not sent later than this
    language: str | None = (
        None  # of the words, where it is not the reader's own; buttons always speak that
    )


class Rewrite(Struct, frozen=True, tag=True, omit_defaults=True):
    """Change a message that was sent. Where it is gone, nothing happens."""

    card: int
    doc: Doc
    keyboard: Keyboard = ()
    language: str | None = None
    message: int = 0  # Telegram's id of it, where the card is forgotten in the same turn


class Remove(Struct, frozen=True, tag=True):
    """Take a message away; where Telegram no longer allows that, its buttons."""

    card: int


class Picture(Struct, frozen=True, tag=True, omit_defaults=True):
    """Draw something and send it as a photo. What is kept is what it shows: it is drawn when it is sent."""

    drawing: Drawing
    caption: Doc = ()  # 1,024 characters at most
    language: str | None = None  # of the drawing, where it is not the reader's own


class File(Struct, frozen=True, tag=True, omit_defaults=True):
    """Make a file and send it. As with a picture, what is kept is what it holds."""

    paper: Paper
    name: str  # without its ending, which says of what kind it is
    caption: Doc = ()
    language: str | None = None
    card: int = 0  # its number, by which its caption is changed later; 0 for one that never is


class Recaption(Struct, frozen=True, tag=True):
    """Change what stands below a file that was sent. Where it is gone, nothing happens."""

    card: int
    caption: Doc


class Notice(Struct, frozen=True, tag=True, omit_defaults=True):
    """A short word over the chat, in answer to a tap."""

    text: Text


class Forget(Struct, frozen=True, tag=True):
    """Delete everything kept about this chat."""


class SetAlarm(Struct, frozen=True, tag=True):
    """Let an alarm ring, beside those its owner has."""

    alarm: Alarm


class DropAlarms(Struct, frozen=True, tag=True):
    """Let none of an owner's alarms ring any more."""

    owner: str


Performed = Show | Rewrite | Remove | Picture | File | Recaption | Notice | Forget
Effect = Performed | SetAlarm | DropAlarms
