"""OLD and NEW of `legwise diff`: files, flows by name, and what git remembers of them."""

import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.files import read_file, shown
from bot.flow.errors import FlowError
from bot.flow.model import Flow
from bot.flow.read import read_flow
from bot.flow.reading.notes import instead

FLOWS = "flows"  # the folder of flows, from the top of the repository


@dataclass(frozen=True, slots=True)
class Version:
    """A flow as it is somewhere, or None where it is not; `name` says where."""

    name: str
    flow: Flow | None


Versions = tuple[Version, Version]


def versions(old: str, new: str, ours: Mapping[str, Path]) -> list[Versions]:
    """Find what is to be compared.

    Args:
        old, new: A file; else a flow's name; else a git revision, which stands for the file that the
            other names, or with `REVISION:PATH` for a path from the top of the repository. Two revisions
            alone stand for every flow in `flows/`.
        ours: Flow files by the flows' names.

    Raises:
        FlowError: One of them is nothing of that, or has mistakes.
    """
    sides = _Side(old, _file(old, ours)), _Side(new, _file(new, ours))
    if not any(side.file or side.path for side in sides):
        return _all_at(old, new)
    known = [_version(side.file) for side in sides if side.file]  # a mistake in a file comes first
    before, after = (
        known.pop(0) if side.file else _remembered(side, other, ours)
        for side, other in (sides, sides[::-1])
    )
    return [(before, after)]


@dataclass(frozen=True, slots=True)
class _Side:
    said: str
    file: Path | None

    @property
    def revision(self) -> str:
        return self.said.partition(":")[0]

    @property
    def path(self) -> str:
        return "" if self.file else self.said.partition(":")[2]


def _file(said: str, ours: Mapping[str, Path]) -> Path | None:
    path = Path(said)
    if path.exists() or (path.suffix in {".yaml", ".yml"} and ":" not in said):
        return path
    return ours.get(said)


def _version(file: Path) -> Version:
    return Version(shown(file), read_flow(read_file(file), shown(file)))


def _remembered(side: _Side, other: _Side, ours: Mapping[str, Path]) -> Version:
    """What git knows at a revision: of a path, or of what the other side names."""
    if path := side.path or other.path:
        return _at(_top(), side.revision, path)
    file = other.file or Path()
    if not _is_revision(file.resolve().parent, side.said):
        hint = instead(side.said, ours.keys())
        raise FlowError(f"'{side.said}' is no file, no flow and no git revision{hint}")
    return _at(file.resolve().parent, side.said, f"./{file.name}", shown(file))


def _all_at(old: str, new: str) -> list[Versions]:
    """Every flow that the repository of the current folder had at two revisions."""
    top = _top()
    for revision in (old, new):
        if not _is_revision(top, revision):
            raise FlowError(f"'{revision}' is no file, no flow and no git revision")
    before, after = _flows_at(top, old), _flows_at(top, new)
    if not before and not after:
        raise FlowError(f"there is no flow in {FLOWS}/ at '{old}' or '{new}'")
    return [
        (
            _at(top, old, path) if path in before else Version(f"{old}:{path}", None),
            _at(top, new, path) if path in after else Version(f"{new}:{path}", None),
        )
        for path in dict.fromkeys((*before, *after))
    ]


def _flows_at(top: Path, revision: str) -> list[str]:
    listed = _git(top, "ls-tree", "--name-only", revision, f"{FLOWS}/") or ""
    return [path for path in listed.splitlines() if path.endswith(".yaml")]


def _at(folder: Path, revision: str, path: str, called: str = "") -> Version:
    if not _is_revision(folder, revision):
        raise FlowError(f"'{revision}' is no git revision")
    text = _git(folder, "show", f"{revision}:{path}")
    name = f"{revision}:{called or path}"
    if text is None:
        raise FlowError(f"git has no {called or path} at '{revision}'")
    return Version(name, read_flow(text, name))


def _is_revision(folder: Path, said: str) -> bool:
    return (
        _git(folder, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{said}^{{commit}}")
        is not None
    )


def _top() -> Path:
    top = _git(Path.cwd(), "rev-parse", "--show-toplevel")
    if top is None:
        raise FlowError("this folder is in no git repository: name files instead of revisions")
    return Path(top.strip())


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says; None where it refuses.

    Raises:
        FlowError: There is no git, or what it says is not UTF-8.
    """
    program = shutil.which("git")
    if program is None:
        raise FlowError("git is not installed: name files instead of revisions")
    command = [program, "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  no shell, and revisions cannot be options
    try:
        return done.stdout.decode("utf-8") if done.returncode == 0 else None
    except UnicodeDecodeError as error:
        raise FlowError(f"{' '.join(arguments)}: byte {error.start + 1} is not UTF-8") from None
