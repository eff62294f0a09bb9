"""What a flow says of itself: its names, who reviewed it, and where its facts were read."""

from datetime import date

from bot.flow.model import Reviewed, Source
from bot.flow.reading.fields import Fields
from bot.flow.reading.nodes import Node, Word
from bot.flow.reading.notes import Notes
from bot.flow.reading.values import day, entries, shaped, text

UNREVIEWED = Reviewed(date.min, date.max, "")
LONGEST_ABOUT = 256  # characters: https://core.telegram.org/bots/api#botcommand
FLOW_NAME, COMMAND_NAME = "[a-z0-9-]{1,32}", "[a-z0-9_]{1,32}"
REVIEWED = ("on", "until", "by")
SOURCE, OF_SOURCE = ("title", "at"), ("note",)
name_of_flow = shaped(FLOW_NAME, "a-z, 0-9 and -, at most 32 of them")
OWN_COMMANDS = (
    "start",
    "cancel",
    "help",
    "language",
    "privacy",
    "erase",
    "reminders",
    "about",
)  # of the bot itself
_shaped_command = shaped(COMMAND_NAME, "a-z, 0-9 and _, at most 32 of them")


def name_of_command(notes: Notes, node: Node) -> str:
    name = _shaped_command(notes, node)
    if name in OWN_COMMANDS:
        notes.mistake(node.place, f"/{name} is a command of the bot itself; take another name")
    return name


def command_line(notes: Notes, node: Node) -> str:
    """Read the line that Telegram shows beside a command."""
    line = text(notes, node)
    if len(line) > LONGEST_ABOUT:
        message = f"the command list holds {LONGEST_ABOUT} characters; this has {len(line)}"
        notes.mistake(node.place, message)
    if "\n" in line:
        notes.mistake(node.place, "the command list shows a single line")
    return line


def read_reviewed(notes: Notes, node: Node) -> Reviewed:
    lines = Fields(notes, node, "'reviewed'", REVIEWED)
    reviewed = Reviewed(
        on=lines.read("on", day, date.min),
        until=lines.read("until", day, date.max),
        by=lines.read("by", text, ""),
    )
    if reviewed.until <= reviewed.on and reviewed.until > date.min:
        notes.mistake(lines.place("until"), "'until' must be after 'on'")
    return reviewed


def read_sources(notes: Notes, node: Node) -> dict[str, Source]:
    return {key.text: _source(notes, key, value) for key, value in entries(notes, node)}


def _source(notes: Notes, key: Word, node: Node) -> Source:
    text(notes, key)
    lines = Fields(notes, node, f"source '{key.text}'", SOURCE, OF_SOURCE, at=key)
    return Source(
        title=lines.read("title", text, ""),
        at=lines.read("at", _address, ""),
        note=lines.read("note", text, ""),
    )


def _address(notes: Notes, node: Node) -> str:
    address = text(notes, node)
    if "://" in address:
        notes.mistake(node.place, "write the address without its scheme (https://)")
    return address
