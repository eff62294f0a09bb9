"""Waiting until an author has saved something."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from watchfiles import Change, watch

KINDS = {".yaml", ".yml", ".po"}  # flows, cases, how people type; translations
SETTLING = 300  # milliseconds: an editor may save in several steps
LOOKING = 1_000  # milliseconds between two looks


def saved(paths: Iterable[Path]) -> Iterator[None]:
    """Give a turn at once, and one after each change to these files or to those in these folders, for ever.

    A change that comes while a turn is used gives the next one. Files that are not there are waited for.
    """
    watched = [path.resolve() for path in paths]
    folders = {path if path.is_dir() else path.parent for path in watched}

    def concerns(_: Change, changed: str) -> bool:
        path = Path(changed)
        return path.suffix in KINDS and any(
            path == each or each in path.parents for each in watched
        )

    changes = watch(
        *folders,
        watch_filter=concerns,
        debounce=SETTLING,
        rust_timeout=LOOKING,
        yield_on_timeout=True,
    )
    next(changes)  # from here on nothing is missed
    yield None
    for changed in changes:
        if changed:
            yield None
