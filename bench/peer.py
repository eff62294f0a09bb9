"""python-telegram-bot in this process, above the cut wire."""

from pathlib import Path
from typing import Any

from telegram.ext import Application, BasePersistence, PicklePersistence
from telegram.request import BaseRequest, RequestData

from bench.ours import Took, Watch
from bench.peers.ptb import Flushing, conversation
from bench.play import moves
from bench.wire import TOKEN, Wire


class Cut(BaseRequest):
    """Its request layer without its HTTP client."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing has to be opened."""

    async def shutdown(self) -> None:
        """Nothing has to be closed."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Answer as Telegram would, if it took no time."""
        del method
        params = request_data.json_parameters if request_data is not None else {}
        return 200, await self._wire.answer(url.rpartition("/")[2], params)


async def measure(pickle: Path | None, prepared: list[bytes], updates: int, calls: int) -> Took:
    """Serve prepared updates.

    Args:
        pickle: Where to persist after every update; None for no persistence at all.
    """
    wire = Wire(prepared, calls)
    cut = Cut(wire)
    builder: Any = Application.builder().token(TOKEN).request(cut).get_updates_request(cut)
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
