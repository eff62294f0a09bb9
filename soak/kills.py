"""SIGKILL at random instants while thousands of people walk through a check."""

import signal

from soak.figures import Figures, Size
from soak.progress import Progress
from soak.stage import a_stage
from soak.walking import Scale, walk_while_killed

SCALES = {
    Size.SMALL: Scale(100, 50, 8),
    Size.MEDIUM: Scale(1000, 200, 40),
    Size.FULL: Scale(5000, 200, 200),
}


async def soak(size: Size) -> Figures:
    scale = SCALES[size]
    async with a_stage() as stage:
        process = stage.process()
        async with process.running():
            walked = await walk_while_killed(
                stage.sandbox, scale, lambda _: [process], Progress("kills")
            )
            await process.end(signal.SIGTERM)
        async with stage.memory() as memory:
            aims = await walked.aims(memory)
    return Figures("Killed at random instants", _done(scale), aims)


def _done(scale: Scale) -> str:
    return (
        f"{scale} walk through a check, while `legwise run` (polling, SQLite) is killed with SIGKILL and"
        " started again."
    )
