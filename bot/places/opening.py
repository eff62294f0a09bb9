"""Opens an atlas in a thread. Its index may have to be made first, and no chat is to wait for another's place."""

import asyncio

from bot.flow.hearing.places import Atlas


class Opening:
    """Each atlas is opened once, when the first chat comes to where a place is asked."""

    def __init__(self) -> None:
        self._atlas: Atlas | None = None
        self._opened: asyncio.Future[None] | None = None

    def begin(self, atlas: Atlas) -> asyncio.Future[None]:
        """Open it, unless that is done or under way; return what is done when it is open."""
        if self._opened is None or self._atlas is not atlas:
            self._atlas = atlas
            self._opened = asyncio.get_running_loop().run_in_executor(None, atlas.open)
        return self._opened
