"""What can be wrong with a flow file, always with the place.

FlowError
└── InvalidFlow    one file, all its problems
"""

from collections.abc import Iterable
from dataclasses import dataclass


class FlowError(Exception):
    """Base of every error this room raises."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a flow file. Lines and columns count from 1, as editors do."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class InvalidFlow(FlowError):
    """A flow file cannot be used; `problems` names every reason, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
