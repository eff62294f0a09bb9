"""How work on the tables is written down once and done by either database.

A script is a generator: it yields statements and is sent their rows. It neither waits nor knows who
performs it, so the same one runs through an event loop, a thread, or a pool of connections.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

T = TypeVar("T")


class Row(Protocol):
    """Its columns in order."""

    def __iter__(self) -> Iterator[Any]: ...

    def __getitem__(self, column: int, /) -> Any: ...


Rows = Sequence[Row]


class Keyed(str):
    """A statement whose rows, if it returns any, begin with the first value it is given.

    So many can be asked at once, and still be told apart.
    """

    __slots__ = ()


class Ask(NamedTuple):
    """A statement, and its values from `$1` on."""

    statement: str
    values: tuple[Any, ...]


Script = Generator[Ask, Rows, T]


def ask(statement: str, *values: object) -> Script[Rows]:
    """`rows = yield from ask(…)` inside a script."""
    return (yield Ask(statement, values))


class Database(Protocol):
    """Performs statements. `$1` is the first value."""

    name: str
    """How messages call it."""

    async def read(self, statement: str, *values: object) -> Rows:
        """Run a statement outside any transaction.

        Raises:
            NotNow: The database cannot be used for a while.
        """
        ...

    async def write(self, script: Callable[[], Script[T]]) -> T:
        """Perform a script in a transaction and return its result once that is committed.

        It may be begun more than once, and others' scripts may run in the same transaction: it must
        undo what it has written before it raises a StoreError.

        Raises:
            NotNow: Nothing was written, or it is not known whether something was.
        """
        ...

    async def close(self) -> None:
        """Finish what waits and take no more."""
        ...
