"""How the processes on one store settle who does what. Only a store for many processes has it."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.store.chat_key import ChatKey
from bot.store.turn import Parcel


class Lease(Protocol):
    """A duty that one process has at a time, for a few seconds that it keeps renewing.

    If it dies, or is out of reach for so long, another takes the duty over.
    """

    @property
    def term(self) -> int:
        """Number of the time since it was last taken; later ones are higher, in whichever process."""
        ...

    @property
    def held(self) -> bool:
        """Whether it is certain that nobody else has it."""
        ...

    async def take(self) -> bool:
        """Take it if nobody has it, and say whether it is held now.

        Raises:
            NotNow: The database cannot be used for a while.
        """
        ...

    async def keep(self) -> None:
        """Renew it until it is lost; return then."""
        ...

    async def leave(self) -> None:
        """Give it up, so that another need not wait for its end."""
        ...


class Sharing(Protocol):
    def lease(self, duty: str) -> Lease: ...

    async def settle(self, bot: int) -> int:
        """Let the database be this bot's processes' for some seconds more, unless it is another bot's already.

        Where it was another's, it takes some seconds to see whether any process of that one is still there.

        Returns:
            Whose it is.

        Raises:
            NotNow: The database cannot be used for a while.
        """
        ...

    async def collect(self, term: int, most: int) -> list[Parcel]:
        """Take unfinished parcels for the sender of this term, oldest first.

        Each is taken once in a term. One that cannot be read is left out and logged.
        """
        ...

    async def collected(self, term: int) -> list[Parcel]:
        """Return what was collected in this term and is not finished, oldest first.

        Where an answer to `collect` was lost, it may have been given all the same.
        """
        ...

    def listening(self) -> AbstractAsyncContextManager[None]:
        """Hear of other processes' work, while inside."""
        ...

    async def news(self, table: str, seconds: float) -> None:
        """Wait for new rows in `parcels` or `alarms`, or so long. It may return for no reason."""
        ...

    def in_turn(self, chat: ChatKey, update: int) -> AbstractAsyncContextManager[None]:
        """Wait until no earlier update of the chat waits in any process; inside, later ones wait.

        Whoever has waited for ten seconds goes on.
        """
        ...
