"""What is asked some hours after an ending."""

from datetime import timedelta
from typing import Literal

from bot.flow.condition import ALWAYS
from bot.flow.ending import FollowUp, Reply
from bot.flow.reading.conditions import Conditions
from bot.flow.reading.fields import Fields
from bot.flow.reading.names import Names
from bot.flow.reading.nodes import Node, Word
from bot.flow.reading.notes import Notes
from bot.flow.reading.values import entries, one_of, short_name, span, text

REQUIRED, OPTIONAL = ("after", "ask", "source", "answers"), ("offer", "when")
REPLY, OF_REPLY = ("label", "say"), ("then",)
THEN: tuple[Literal["rest", "advice", "check"], ...] = ("rest", "advice", "check")


class FollowUps:
    """Reads the follow-ups of one flow, whose names are known."""

    def __init__(self, names: Names, conditions: Conditions) -> None:
        self._source = one_of(names.sources, "a source")
        self._condition = conditions.read

    def read(self, notes: Notes, node: Node) -> FollowUp:
        lines = Fields(notes, node, "a follow-up", REQUIRED, OPTIONAL)
        return FollowUp(
            after=lines.read("after", span, timedelta(hours=1)),
            ask=lines.read("ask", text, ""),
            source=lines.read("source", self._source, ""),
            replies=lines.read("answers", _replies, {}),
            offer=lines.read("offer", text, None),
            when=lines.read("when", self._condition, ALWAYS),
        )


def _replies(notes: Notes, node: Node) -> dict[str, Reply]:
    return {key.text: _reply(notes, key, value) for key, value in entries(notes, node)}


def _reply(notes: Notes, key: Word, node: Node) -> Reply:
    short_name(notes, key)
    lines = Fields(notes, node, f"answer '{key.text}'", REPLY, OF_REPLY, at=key)
    then = lines.read("then", one_of(THEN, f"one of {', '.join(THEN)}"), "rest")
    return Reply(
        id=key.text,
        label=lines.read("label", text, ""),
        say=lines.read("say", text, ""),
        leads_to=next((each for each in THEN if each == then), "rest"),
    )
