"""Updates by chance, sound and damaged, from people and programs that send a bot anything."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.keys import new_key
from bot.store.codec import Codec
from soak.figures import Aim, Figures, Size, Table, equal, none_of
from soak.progress import Progress
from tests.store.samples import opened
from tests.strangers.trial import Outcome, Trial

SCALES = {Size.SMALL: 2_000, Size.MEDIUM: 20_000, Size.FULL: 100_000}
CROWD = 5_000  # updates to one bot before the next begins, with other chances
OVER_HTTP = 5  # one trial in so many has real HTTP between bot and Telegram


async def soak(size: Size) -> Figures:
    wanted, progress, seen = SCALES[size], Progress("strangers"), Outcome()
    noted = 0
    for seed, updates in enumerate(_shares(wanted)):
        with tempfile.TemporaryDirectory(prefix="legwise-soak-") as folder:
            async with opened(Path(folder, "legwise.db"), Codec([new_key()])) as store:
                way = {"webhook": bool(seed % 2), "network": seed % OVER_HTTP == 1}
                seen.add(await Trial(store, seed, **way).run(updates))
                noted += sum(aside.times for aside in await store.aside())
        progress.now_and_then(f"{seen.updates.total():,} updates")
    return Figures("Strangers", _done(wanted), aims(wanted, seen, noted), _table(seen))


def _shares(wanted: int) -> Iterator[int]:
    share = min(CROWD, wanted // 4)
    for begun in range(0, wanted, share):
        yield min(share, wanted - begun)


def _done(wanted: int) -> str:
    return (
        f"{wanted:,} updates to `legwise run` (SQLite), by polling and by webhook in turn: people who go on with their"
        " chats by chance, every kind of update Telegram documents, and damaged ones. One share in five over real"
        " HTTP, the others through the same client and the same application without a network between."
    )


def aims(wanted: int, seen: Outcome, noted: int) -> list[Aim]:
    """What has to be so whatever was sent."""
    return [
        equal("updates", wanted, seen.updates.total()),
        none_of("exceptions not handled, errors not expected", len(seen.unhandled)),
        none_of("calls Telegram would refuse", len(seen.refused)),
        none_of("people left without an answer at the end", len(seen.stuck)),
        equal("what cannot be read, as `legwise set-aside` shows it", seen.aside.total(), noted),
    ]


def _table(seen: Outcome) -> Table:
    rows = [(f"updates, {what}", f"{times:,}") for what, times in sorted(seen.updates.items())]
    rows += [(f"log: {event}", f"{times:,}") for event, times in sorted(seen.aside.items())]
    rows += [(f"webhook answers {code}", f"{n:,}") for code, n in sorted(seen.answers.items())]
    rows += [("edits of what is as it is, removals of what is too old", f"{seen.everyday:,}")]
    return Table(("also", "times"), rows)
