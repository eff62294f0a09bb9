"""A disk that fills up in the middle and is freed again, while people walk through a check."""

import asyncio
import errno
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.codec import Codec
from soak.figures import Figures, Size
from soak.progress import Progress
from soak.stage import Stage, a_stage
from soak.troubled import SCALES, Fared, Scale, Trouble, aims, table, walk_through
from tests.end_to_end.crowd import undisturbed
from tests.store.samples import opened

MEGABYTES = 24  # of the disk
PIECE = bytes(64 * 1024)


async def soak(size: Size) -> Figures:
    scale = SCALES[size]
    try:
        async with a_stage() as stage:
            with small_disk() as disk:
                fared = await _play(stage, disk, scale)
    except NoDisk as error:
        return Figures("A full disk", f"Not tried: {error}.", [])
    return Figures("A full disk", _done(scale), aims([fared]), table([fared]))


def _done(scale: Scale) -> str:
    return (
        f"{scale.people:,} people walk through a check, {scale.at_once} at once, with `legwise run` (polling, SQLite"
        f" on a disk of {MEGABYTES} MB). {scale.times} times something else fills the disk to its last byte for"
        f" {scale.seconds:.0f} s."
    )


class NoDisk(Exception):
    """This user may not mount one."""


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of its own, in memory; only root has the right.

    Raises:
        NoDisk: Nothing can be mounted here.
    """
    with tempfile.TemporaryDirectory(prefix="legwise-soak-disk-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", folder]
        try:
            subprocess.run(mount, check=True, capture_output=True)  # noqa: S603  our own words
        except (OSError, subprocess.CalledProcessError) as error:
            raise NoDisk(f"no disk can be mounted here ({error})") from None
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)  # noqa: S603, S607


def fill(disk: Path) -> None:
    """Write until nothing fits any more."""
    with (disk / "filler").open("wb", buffering=0) as filler:
        for piece in (PIECE, PIECE[:512], b"."):
            try:
                while True:
                    filler.write(piece)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


async def _play(stage: Stage, disk: Path, scale: Scale) -> Fared:
    async def begin() -> None:
        await asyncio.to_thread(fill, disk)

    async def end() -> None:
        (disk / "filler").unlink()

    sandbox, progress = stage.sandbox, Progress("disk")
    trouble = Trouble("the disk is full", begin, end)
    file = disk / "legwise.db"
    process = stage.process(DATABASE_URL=f"sqlite:///{file}")
    async with process.running():
        expected = await undisturbed(sandbox)
        progress.say(trouble.name)
        walked = await walk_through(trouble, sandbox, scale)
        await process.end(signal.SIGTERM)
    async with opened(file, Codec([stage.key])) as memory:
        left = len(await memory.pending()) + len(sandbox.world.updates.pending)
        return await walked.fared(left, expected, memory)
