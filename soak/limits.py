"""Thousands of reminders at once, and people who ask meanwhile, at a Telegram that keeps to its sending limits."""

import signal
from collections.abc import Sequence

from bot.outbound.windows import EVERYBODY
from bot.sandbox import Sandbox
from soak.figures import Aim, Figures, Size, Table, equal, none_of
from soak.progress import Progress
from soak.rush import PATIENCE, Rush, Scale
from soak.stage import Stage, a_stage
from soak.visitors import Stream
from tests.end_to_end.due import make_due, nudge
from tests.end_to_end.rush import refused

THOUGHT = (1.0, 3.0)  # seconds before a tap: a person who reads
NEAR = 0.85  # of what Telegram allows
SOON = 2.0  # seconds


SCALES = {
    Size.SMALL: Scale(400, 6, 25),
    Size.MEDIUM: Scale(2000, 10, 45),
    Size.FULL: Scale(6000, 10, 80),
}


async def soak(size: Size) -> Figures:
    scale, progress = SCALES[size], Progress("limits")
    async with a_stage() as stage:
        sandbox = stage.sandbox
        sandbox.limits.enforced = True
        rush = await _prepare(stage, scale)
        process = stage.process(LEGWISE_MESSAGES_PER_SECOND=str(EVERYBODY.most))
        async with process.running():
            await sandbox.until(lambda: _listens(sandbox), PATIENCE)
            async with rush.at_work():
                await _all_reminded(rush, progress)
            progress.say("all are reminded; waiting for the group")
            await sandbox.until(lambda: len(rush.group_waits) >= scale.asked_in_group, PATIENCE)
            await sandbox.quiet(1, PATIENCE)
            await process.end(signal.SIGTERM)
        async with stage.memory() as memory:
            left = len(await memory.pending()) + len(sandbox.world.updates.pending)
    return Figures("Telegram's limits", _done(scale), _aims(rush, left), _table(rush))


async def _prepare(stage: Stage, scale: Scale) -> Rush:
    sandbox = stage.sandbox
    people = [sandbox.user("Ana") for _ in range(scale.reminders)]
    async with stage.memory() as memory:
        await make_due(memory, people, nudge)
    stream, group = Stream(sandbox, scale.tapping, THOUGHT), sandbox.group("Flat", sandbox.user())
    return Rush(sandbox, scale, people, stream, group)


def _listens(sandbox: Sandbox) -> bool:
    return any(call.method == "getUpdates" for call in sandbox.calls_to(None))


async def _all_reminded(rush: Rush, progress: Progress) -> None:
    waiting = list(rush.reminded)

    def none_waits() -> bool:
        while waiting and waiting[-1].from_bot:
            waiting.pop()
        progress.now_and_then(f"{len(rush.sandbox.calls):,} calls were made")
        return not waiting

    await rush.sandbox.until(none_waits, PATIENCE)


def _done(scale: Scale) -> str:
    return (
        f"{scale.reminders:,} people have a nudge due at once, with `legwise run` (polling, SQLite) at its usual"
        f" {EVERYBODY.most} messages a second. Meanwhile {scale.tapping} people at any time tap through a check,"
        " every few seconds somebody writes that they can't breathe and somebody sends three commands at once, and"
        f" {scale.asked_in_group} commands wait in a group. The sandbox refuses with 429 what goes beyond"
        f" {EVERYBODY.most} messages in any second, 20 in any minute in a group, 5 in any 5 seconds in a private chat."
    )


def _aims(rush: Rush, left: int) -> list[Aim]:
    sandbox, rate = rush.sandbox, rush.rate
    return [
        none_of("messages Telegram refused (429)", refused(sandbox)),
        equal("nudges sent", rush.scale.reminders, len(rush.reminders)),
        none_of("updates or messages left over", left),
        none_of("people left in their check", sum(one.stranded for one in rush.stream.visitors)),
        equal("answers in the group", rush.scale.asked_in_group, len(rush.group_waits)),
        none_of(
            "answers out of order in their chat",
            sum(not each.in_order(sandbox) for each in rush.questions),
        ),
        Aim(
            "messages a second while people are reminded",
            f"at least {NEAR * EVERYBODY.most:.1f}",
            f"{rate:.1f}",
            rate >= NEAR * EVERYBODY.most,
        ),
        _soon("emergencies", rush.emergency_waits),
        _soon("answers to taps", rush.tap_waits),
        _soon("the first of those who ask in the group", rush.group_waits[:1]),
    ]


def _soon(what: str, waits: Sequence[float]) -> Aim:
    """However long the line of reminders is, these do not stand in it."""
    seen = _share(waits, 0.99)
    return Aim(f"p99 of what {what} wait", f"under {SOON:.0f} s", f"{seen:.1f} s", seen < SOON)


def _share(waits: Sequence[float], share: float) -> float:
    """What this share of all waits at most."""
    return sorted(waits)[round(share * (len(waits) - 1))]


def _table(rush: Rush) -> Table:
    kinds = {
        "emergencies": rush.emergency_waits,
        "taps": rush.tap_waits,
        "three commands at once: the first": rush.question_waits,
        "asked at once in a group, 20 of which are answered a minute": rush.group_waits,
        "nudges, due at the start": rush.reminder_waits,
    }
    rows = [
        (kind, f"{len(waits):,}", *(f"{_share(waits, share):.2f} s" for share in (0.5, 0.99, 1)))
        for kind, waits in kinds.items()
    ]
    return Table(("wait for the answer", "times", "p50", "p99", "longest"), rows)
