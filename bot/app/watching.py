"""Being seen by an operator's tools, where that is wanted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.errors import CannotStart
from bot.app.parts import Parts
from bot.clock import Clock
from bot.config import Config
from bot.outbound.api import Api
from bot.store import Store

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from bot.intake.delivery import Door
    from bot.sight.sight import Sight


def sight_on(
    config: Config, store: Store, api: Api, clock: Clock, *, sends: bool
) -> "Sight | None":
    """Let whoever is wanted watch; nobody, where nothing is served to look at.

    Args:
        sends: Whether this process sends what waits, or may come to.
    """
    if config.webhook_url is None and config.sight_port is None:
        return None
    # Who is not looked at needs neither the web server nor the counters, and none of their memory.
    from bot.sight.sight import Sight  # noqa: PLC0415

    return Sight(store, api, clock, sends=sends)


def seen(parts: Parts, sight: "Sight | None") -> Parts:
    """Let the sight, if any, witness what is done."""
    if sight is None:
        return parts
    from bot.sight.sight import Counted  # noqa: PLC0415  see above

    return replace(parts, api=Counted(parts.api, sight), sight=sight)


@asynccontextmanager
async def shown(sight: "Sight | None", config: Config, stop: asyncio.Event) -> AsyncIterator[None]:
    """Serve what is seen at a port of its own, where one is set, until the stop or the end of the block.

    Raises:
        CannotStart: The port cannot be used.
    """
    if sight is None or config.sight_port is None:
        yield
        return
    from starlette.applications import Starlette  # noqa: PLC0415  see above

    app = Starlette(routes=sight.routes())
    door = opened(app, config.host, config.sight_port, "LEGWISE_SIGHT_PORT")
    serving = asyncio.ensure_future(door.serve_until(stop))
    try:
        yield
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


def opened(app: "ASGIApp", host: str, port: int, setting: str) -> "Door":
    """
    Raises:
        CannotStart: It cannot be listened there.
    """
    from bot.intake.delivery import Door  # noqa: PLC0415  see above

    try:
        return Door(app, host, port)
    except OSError as error:
        raise CannotStart(
            f"{host}:{port} cannot be used ({error.strerror}): set HOST and {setting}"
        ) from None
