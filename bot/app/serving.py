"""Everything in one process: updates in, answers and reminders out, until a stop."""

import asyncio

from bot.app.housekeeping import keep_house
from bot.app.intake import Intake, poll
from bot.app.parts import Parts, together
from bot.app.reloading import keep_current
from bot.app.sending import LAST_WORDS, remind, send_in_shifts
from bot.store.sharing import Sharing


async def serve(parts: Parts, stop: asyncio.Event, intake: Intake = poll) -> None:
    """Serve until `stop` is set. Of several processes on one store, one sends and the others take over."""
    if parts.store.sharing is None:
        await _serve_alone(parts, stop, intake)
    else:
        await _serve_among_others(parts, parts.store.sharing, stop, intake)


async def _serve_alone(parts: Parts, stop: asyncio.Event, intake: Intake) -> None:
    sender = parts.sender()
    roused = asyncio.Event()
    conversation = parts.conversation(sender.post, roused.set)
    await sender.pick_up()
    try:
        await together(
            stop,
            intake(parts, conversation, stop),
            remind(parts, conversation, roused, lambda: sender.waiting, stop),
            keep_house(parts, stop),
            keep_current(parts, conversation, stop),
        )
    finally:
        await sender.stop(LAST_WORDS)


async def _serve_among_others(
    parts: Parts, sharing: Sharing, stop: asyncio.Event, intake: Intake
) -> None:
    conversation = parts.conversation()
    await together(
        stop,
        intake(parts, conversation, stop),
        send_in_shifts(parts, sharing, stop),
        keep_house(parts, stop),
        keep_current(parts, conversation, stop),
    )
