"""Chats with reminders: made by talking, and the alarms their state tells of."""

from collections import Counter

from bot.flow.moves.undoing import OWNER as UNDO
from bot.plan.recurrence import resumed
from tests.chat import Chat

OWN = "take the blue bottle"


def with_own(*how: str, zone: str = "madrid, spain") -> Chat:
    """A chat with a reminder of one's own, set by these words and taps; its list is open."""
    chat = Chat()
    for said in ("/reminders", "[New reminder]", OWN, zone, *how):
        chat.hear(said)
    return chat


def with_drinking() -> Chat:
    """A chat with reminders to drink every 2 hours from 9:00 to 18:00, London time; its list is open."""
    chat = Chat()
    for said in (
        "/drink",
        "[Agree and start]",
        "no",
        "london",
        "[London, England, United Kingdom]",
    ):
        chat.hear(said)
    for said in ("9:00 am", "18:00", "2 hours", "[Remind me]"):
        chat.hear(said)
    return chat


def stored(chat: Chat) -> Counter[tuple[str, int]]:
    """Whose alarms there are, and when they ring; of what can be undone only that there is one."""
    return Counter((a.owner, 0 if a.owner == UNDO else a.at) for a in chat.alarms)


def told(chat: Chat) -> Counter[tuple[str, int]]:
    """The same, as the state tells it."""
    state, found = chat.state, Counter[tuple[str, int]]()
    for schedule in state.schedules:
        if schedule.recurs is not None:
            following = resumed(schedule.recurs, chat.now, state.quiet, schedule.heard)
            found.update([(schedule.owner, int(following.at.timestamp()))] if following else [])
        elif schedule.own:
            found[schedule.owner, schedule.until] += 1
        elif state.trip is not None:
            coming = state.trip.plan.after(chat.now).reminders
            found.update((schedule.owner, int(each.at.timestamp())) for each in coming)
        found.update((schedule.owner, at) for at in schedule.again)
    if state.following is not None:
        found["check", state.following.at] += 1
    if state.deleted_last is not None:
        found[UNDO, 0] += 1
    return found
