"""Cards that stand beside any check: settings, reminders, what is asked hours later."""

from datetime import datetime

from bot.flow.cards import Card
from bot.flow.cards.draft import draft_card
from bot.flow.cards.follow_up import follow_up_card
from bot.flow.cards.glasses import glasses_card
from bot.flow.cards.lobby import erase_card, language_card
from bot.flow.cards.quiet import quiet_card
from bot.flow.cards.reminders import reminders_card, schedule_card
from bot.flow.cards.when import days_card, hours_card
from bot.flow.cards.whose_clock import clock_card
from bot.flow.library import Library
from bot.flow.state import State


def beside_card(library: Library, state: State, view: str, now: datetime) -> Card | None:
    """Lay out a view that no run is needed for; None where it is none of these."""
    kind, _, name = view.partition(":")
    match kind:
        case "language":
            return language_card(library)
        case "erase":
            return erase_card()
        case "reminders":
            return reminders_card(state)
        case "quiet":
            return quiet_card(state.quiet)
        case "clock":
            return clock_card(state, now)
        case "draft":
            return draft_card(state, now)
        case "glasses":
            return glasses_card(state, now)
        case "schedule" if (schedule := state.schedule(name)) is not None:
            return schedule_card(state, schedule, now)
        case "hours" if (schedule := state.schedule(name)) is not None:
            return hours_card(state, schedule, now)
        case "days" if (schedule := state.schedule(name)) is not None:
            return days_card(state, schedule, now)
        case "follow_up" if (asked := library.follow_up(name)) is not None:
            return follow_up_card(asked)
        case _:
            return None
