"""python-telegram-bot in this process, above the cut wire."""

from pathlib import Path
from typing import Any

from telegram.ext import Application, BasePersistence, PicklePersistence

from bench.ours import Took, Watch
from bench.peers.ptb import Flushing, conversation
from bench.play import moves
from bench.wire import TOKEN, Wire


async def measure(pickle: Path | None, prepared: list[bytes], updates: int, calls: int) -> Took:
    """Serve prepared updates.

    Args:
        pickle: Where to persist after every update; None for no persistence at all.
    """
    wire = Wire(prepared, calls)
    builder: Any = Application.builder().token(TOKEN).request(wire).get_updates_request(wire)
    if pickle is not None:
        kept: BasePersistence[Any, Any, Any] = PicklePersistence(pickle)
        builder = builder.application_class(Flushing).persistence(kept)
    application = builder.build()
    application.add_handler(conversation(moves(), persistent=pickle is not None))
    async with application:
        await application.start()
        with Watch(updates) as watch:
            await application.updater.start_polling(poll_interval=0)
            await wire.full.wait()
        await application.updater.stop()
        await application.stop()
    return watch.took
