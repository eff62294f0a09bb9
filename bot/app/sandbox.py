"""The bot against a stand-in for Telegram, on this computer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot import logs
from bot.app.errors import CannotStart
from bot.app.parts import Parts
from bot.app.serving import serve
from bot.app.start import opened_store, stop_on_signals, who_am_i
from bot.clock import ScaledClock
from bot.config import Config
from bot.load import load_texts, proved_library
from bot.outbound.api import TelegramApi

SANDBOX_PORT = 8081

if TYPE_CHECKING:
    from bot.sandbox import Sandbox


async def run_sandbox(
    config: Config, port: int | None, speed: float, say: Callable[[str], None]
) -> None:
    """Serve a stand-in for Telegram in a browser tab, on this computer alone.

    Args:
        port: None for the usual one, or any that is free where that is taken.

    Raises:
        CannotStart: The port is taken, or a real token is set.
    """
    if config.token is not None:
        raise CannotStart(
            "the sandbox takes no real token: unset TELEGRAM_BOT_TOKEN, or start `legwise run`"
        )
    logs.set_up(config)
    clock = ScaledClock(speed, datetime.now(UTC))
    texts = load_texts()
    library = proved_library(config, texts)
    stop = stop_on_signals()
    sandbox = await _open_sandbox(port, clock)
    try:
        # A new Telegram each time, so a new memory too.
        async with (
            opened_store(replace(config, database=None)) as store,
            TelegramApi(sandbox.token, sandbox.url) as api,
        ):
            me = await who_am_i(api, stop)
            if me is not None:
                say(f"The sandbox is on: open {sandbox.url}/ in a browser. Ctrl+C stops it.")
                await serve(Parts(api, store, library, texts, me, clock, config.rate, config), stop)
    finally:
        await sandbox.stop()


async def _open_sandbox(port: int | None, clock: ScaledClock) -> "Sandbox":
    # Only the sandbox needs the web server, and its memory.
    from bot.sandbox import Sandbox  # noqa: PLC0415

    def now() -> float:
        return clock.now().timestamp()

    for number in (SANDBOX_PORT, 0) if port is None else (port,):
        try:
            sandbox = Sandbox(port=number, advance=clock.advance, clock=now)
            await sandbox.start()
        except OSError as error:
            reason = error.strerror
            continue
        sandbox.user("Ana", started=False)
        sandbox.user("Luis", language="es", started=False)
        return sandbox
    raise CannotStart(f"port {port} cannot be used ({reason}): choose another with --port")
