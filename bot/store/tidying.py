"""Forgetting what is past keeping, a slice at a time: nobody waits for more than one of them."""

from datetime import datetime, timedelta
from functools import partial

from bot.store import scripts, sql
from bot.store.database import Database, Script, ask

UPDATES_KEPT = timedelta(days=3)  # Telegram keeps an update for 24 hours at most
CARDS_KEPT = 40
SLICE = 500  # rows deleted at once: some milliseconds
PAGE = 4000  # cards looked at at once: the same


async def tidy(database: Database, now: datetime, keep: timedelta) -> int:
    """See `bot.store.Store.prune`."""
    limit = int((now - keep).timestamp())
    forgotten = await _delete(database, sql.PRUNE_CHATS, limit)
    await _delete(database, sql.PRUNE_PARCELS, limit)
    await _delete(database, sql.PRUNE_UPDATES, int((now - UPDATES_KEPT).timestamp()))
    page: str | None = ""
    while page is not None:
        page = await database.write(partial(_trim_cards, page))
    await database.write(partial(scripts.just, sql.PRUNE_ASIDE, limit))
    return forgotten


async def _delete(database: Database, statement: str, limit: int) -> int:
    deleted = 0
    while True:
        rows = await database.write(partial(ask, statement, limit, SLICE))
        deleted += len(rows)
        if len(rows) < SLICE:
            return deleted


def _trim_cards(after: str) -> Script[str | None]:
    """Trim the cards of the chats after one; return the last of them, None where there are no more."""
    ((last,),) = yield from ask(sql.CARDS_PAGE, after, PAGE)
    if last is not None:
        yield from ask(sql.PRUNE_CARDS, after, last, CARDS_KEPT)
    return None if last is None else str(last)
