"""Everything a chat can draw on: the flows, how people type, and what the operator says of this bot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.flow.ending import FollowUp
from bot.flow.hearing.places import Atlas
from bot.flow.hearing.tongue import Tongue
from bot.flow.model import Flow
from bot.flow.state import State


@dataclass(frozen=True, slots=True)
class Library:
    flows: Mapping[str, Flow]  # by name; the first is the one /start offers
    tongues: tuple[Tongue, ...]
    languages: Mapping[str, str]  # code -> the language's own name
    ambulances: Mapping[str, tuple[str, ...]]  # ISO 3166-1 country -> numbers, as dialled
    countries: Mapping[str, str]  # folded name, in any language -> ISO 3166-1
    operator: str = ""
    contact: str = ""
    version: str = ""
    keep_days: int = 30
    atlas: Atlas | None = None  # None: places are not known here
    spoken: Callable[[str], tuple[str, ...]] = lambda english: (
        english,
    )  # a text in every language

    @property
    def main(self) -> Flow:
        return next(iter(self.flows.values()))

    def usual_hours(self, locale: str | None) -> int:
        """The clock, of 12 or 24 hours, that times are written by in a language."""
        name = self.languages.get((locale or "").partition("-")[0].lower())
        return next((tongue.hours for tongue in self.tongues if tongue.name == name), 12)

    def flow_of_command(self, command: str) -> Flow | None:
        return next((flow for flow in self.flows.values() if flow.command == command), None)

    def follow_up(self, about: str) -> FollowUp | None:
        """Return what is asked after "flow/ending"; None where either is gone, or asks nothing."""
        name, _, ending = about.partition("/")
        flow = self.flows.get(name)
        return flow.endings[ending].follow_up if flow and ending in flow.endings else None

    def asks_place(self, state: State) -> bool:
        """Is what a chat stands at answered by a place, or by the zone of one?"""
        if state.asks_clock or state.view == "reminders":
            return True
        kind, _, name = state.view.partition(":")
        flow = self.flows.get(state.run.flow) if state.run else None
        asked = flow.questions.get(name) if flow and kind == "question" else None
        return bool(asked and asked.blank and asked.blank.kind in {"place", "zone"})
