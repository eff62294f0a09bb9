"""The sandbox as a whole: started, asked for people, waited for, stopped."""

import asyncio
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from bot.sandbox import actions
from bot.sandbox.api import Api, Call
from bot.sandbox.deeds import Advance, Deeds
from bot.sandbox.faults import Faults
from bot.sandbox.groups import Group
from bot.sandbox.limits import Limits
from bot.sandbox.page import Page
from bot.sandbox.people import Person
from bot.sandbox.queries import Query
from bot.sandbox.server import Server
from bot.sandbox.shapes import Json, Kind, User
from bot.sandbox.sight import whole
from bot.sandbox.views import NotHeardError
from bot.sandbox.world import World

_REAL_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")


class Sandbox:
    """A stand-in for Telegram on this computer, as an async context manager.

    It depends on no bot being alive: a bot may be killed, and its successor finds the same chats.
    """

    def __init__(
        self,
        token: str = "1:sandbox",  # noqa: S107 - opens nothing but this sandbox
        port: int = 0,
        *,
        clock: Callable[[], float] = time.time,
        advance: Advance | None = None,
        privacy: bool = True,
    ) -> None:
        """Bind to a port; nothing is answered before `start`.

        Args:
            token: The only one served.
            port: On 127.0.0.1; 0 chooses a free one.
            clock: Seconds since 1970; dates messages.
            advance: Moves the bot's clock on; the page then has buttons for it.
            privacy: Whether the bot has Telegram's privacy mode in groups.

        Raises:
            ValueError: The token looks like a real one, which must not be given to a stand-in.
            OSError: The port is taken.
        """
        if _REAL_TOKEN.fullmatch(token):
            raise ValueError(
                "this looks like a real bot token; the sandbox takes made-up ones only"
            )
        number = token.partition(":")[0]
        bot_id = int(number) if number.isdecimal() else 1
        bot = User(bot_id, "Legwise", is_bot=True, username="legwise_sandbox_bot")
        self.token = token
        self.world = World(bot, clock, privacy=privacy)
        self.api = Api(self.world, token)
        page = Page(self.world, lambda: self._begin(can_advance=advance is not None))
        deeds = Deeds(self.api, advance)
        self._server = Server(self.api, [*page.routes(), *deeds.routes()], port)

    def _begin(self, *, can_advance: bool) -> Json:
        """What a page starts from."""
        return whole(self.world, can_advance=can_advance, limited=self.limits.enforced)

    async def start(self) -> None:
        """Begin to serve."""
        await self._server.start()

    async def stop(self) -> None:
        """End; whoever still waits for an answer sees the connection break."""
        await self._server.stop()

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()

    @property
    def url(self) -> str:
        """What TELEGRAM_API_URL is set to; the page is there too."""
        return self._server.url

    @property
    def calls(self) -> list[Call]:
        """Every Bot API call with the right token, oldest first."""
        return self.api.calls

    def calls_to(self, chat: int | None) -> list[Call]:
        """Those about one chat, or (None) about none."""
        return self.api.calls_to[chat]

    @property
    def faults(self) -> Faults:
        """Trouble to plan."""
        return self.api.faults

    @property
    def limits(self) -> Limits:
        """Telegram's sending limits; set `.enforced`."""
        return self.api.limits

    @property
    def queries(self) -> list[Query]:
        """Everybody's taps, oldest first."""
        return list(self.world.queries.values())

    @property
    def toasts(self) -> list[str]:
        """Every text the bot answered a tap with, oldest first."""
        return [query.text for query in self.queries if query.answered and query.text]

    def user(
        self,
        first_name: str = "Ana",
        language: str | None = "en",
        *,
        started: bool = True,
        id: int | None = None,  # noqa: A002 - Telegram's word
    ) -> Person:
        """Add a person; `started` False is one who never pressed Start."""
        user, chat = self.world.new_user(first_name, language, started=started, id=id)
        return Person(self.world, user, chat)

    def group(
        self,
        title: str,
        owner: Person,
        *members: Person,
        kind: Kind = "supergroup",
        topics: bool = False,
        bot: bool = True,
    ) -> Group:
        """Add a group whose owner adds the bot (unless `bot` is False), which hears of it."""
        chat = self.world.new_chat(kind, title, is_forum=topics)
        group = Group(self.world, chat, owner)
        group.join(owner, status="creator")
        group.join(*members)
        if bot:
            group.add_bot()
        return group

    def channel(self, title: str, owner: Person, *, bot: bool = True) -> Group:
        """Add a channel, with the bot as an administrator."""
        chat = self.world.new_chat("channel", title)
        group = Group(self.world, chat, owner)
        group.join(owner, status="creator")
        if bot:
            actions.set_bot_status(self.world, owner.user, chat, "administrator")
        return group

    async def until(self, condition: Callable[[], object], timeout: float = 10.0) -> None:  # noqa: ASYNC109 - as hears
        """Wait until something is so, looking again at each change.

        Raises:
            NotHeardError: Not within `timeout` seconds.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + timeout
        while not condition():
            if not await self.world.changed.wait(max(0.0, deadline - clock())):
                raise NotHeardError(f"not so within {timeout} s")

    def _idle(self) -> bool:
        return not self.api.busy and not self.world.updates.pending

    async def quiet(self, seconds: float = 0.3, timeout: float = 30.0) -> None:  # noqa: ASYNC109 - as hears
        """Wait until no update is pending and no call under way, for `seconds` on end.

        Raises:
            NotHeardError: Not within `timeout` seconds.
        """
        clock = asyncio.get_running_loop().time
        deadline = clock() + timeout
        while clock() < deadline:
            if not self._idle():
                await self.world.changed.wait(deadline - clock())
            elif not await self.world.changed.wait(seconds) and self._idle():
                return
        pending = len(self.world.updates.pending)
        raise NotHeardError(f"not quiet in {timeout} s: {pending} updates, {self.api.busy} calls")
