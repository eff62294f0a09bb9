"""What PostgreSQL's errors mean here."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from bot.store.errors import NotNow, Unusable

# Somebody else was first: the same once more will do.
ONCE_MORE = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
# The server restarts, fails over, is full or far away, or somebody is at work on it.
PASSING = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that the server was just ending
    asyncpg.PostgresConnectionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
    asyncpg.PostgresSystemError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.LockNotAvailableError,
    asyncpg.ObjectNotInPrerequisiteStateError,  # it lets nobody in for now
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    *ONCE_MORE,
)
# What one connection prepared was asked of another.
UNPREPARED = (asyncpg.InvalidSQLStatementNameError, asyncpg.DuplicatePreparedStatementError)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Raise what an error of a running bot means in its place."""
    try:
        yield
    except asyncpg.UndefinedTableError as error:
        raise Unusable(f"{name} has lost its tables ({error}): restore a backup") from error
    except UNPREPARED as error:
        raise Unusable(
            f"{name} seems to have PgBouncer before it, in transaction mode: add"
            " ?pgbouncer=true to DATABASE_URL"
        ) from error
    except PASSING as error:
        if isinstance(error, ValueError):  # a value no database takes
            raise
        raise NotNow(f"{name} cannot be used now ({_reason(error)}): see to it") from error


@contextmanager
def explained_at_start(name: str) -> Iterator[None]:
    """Raise what keeps a bot from starting, with what to do, in one line.

    Raises:
        Unusable: In place of any error of PostgreSQL, or of the network.
    """
    try:
        yield
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        raise Unusable(
            f"{name} refuses the user or password ({_reason(error)}): correct DATABASE_URL"
        ) from None
    except asyncpg.InvalidCatalogNameError:
        raise Unusable(f"{name} does not exist: create it, or correct DATABASE_URL") from None
    except (OSError, TimeoutError) as error:
        raise Unusable(
            f"{name} cannot be reached ({_reason(error)}): start it, or correct DATABASE_URL"
        ) from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError, NotNow, ValueError) as error:
        raise Unusable(f"{name} cannot be used: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
