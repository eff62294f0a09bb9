"""Being seen by an operator's tools, where that is wanted."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.errors import CannotStart
from bot.app.parts import Parts
from bot.config import Config

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from bot.intake.delivery import Door


def seen(parts: Parts, config: Config, *, sends: bool) -> Parts:
    """Let whoever is wanted watch; nobody, where nothing is served to look at.

    Args:
        sends: Whether this process sends what waits, or may come to.
    """
    if config.webhook_url is None and config.sight_port is None:
        return parts
    # Who is not looked at needs neither the web server nor the counters, and none of their memory.
    from bot.sight.sight import Counted, Sight  # noqa: PLC0415

    sight = Sight(parts.store, parts.api, parts.clock, sends=sends)
    return replace(parts, api=Counted(parts.api, sight), witness=sight, sight=sight)


async def be_seen(parts: Parts, stop: asyncio.Event) -> None:
    """Serve what is seen at a port of its own, where one is set, until the stop.

    Raises:
        CannotStart: The port cannot be used.
    """
    if parts.sight is None or parts.config is None or parts.config.sight_port is None:
        return
    from starlette.applications import Starlette  # noqa: PLC0415  see above

    app = Starlette(routes=parts.sight.routes())
    door = opened(app, parts.config.host, parts.config.sight_port, "LEGWISE_SIGHT_PORT")
    await door.serve_until(stop)


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
