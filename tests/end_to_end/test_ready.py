"""What whoever watches is told of each process: alive, ready, and what is wrong."""

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx

from bot.databases import Server
from bot.intake.delivery import usual_secret
from bot.sandbox import Person, broken, hang
from bot.sandbox.webhook import SECRET_HEADER
from bot.store import ChatKey
from bot.store.codec import Codec
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.process import BotProcess, settings_of
from tests.end_to_end.walkers import PATIENCE
from tests.ports import free_port
from tests.postgres import Cluster
from tests.store.samples import opened, posted, statement

WATCHING = Path(__file__).resolve().parents[2] / "docs/operators/watching.md"


class Watched(BotProcess):
    """A process whose health and metrics are looked at."""

    def __init__(self, folder: Path, settings: dict[str, str], command: str = "run") -> None:
        self.sight = free_port()
        super().__init__(folder, {**settings, "LEGWISE_SIGHT_PORT": str(self.sight)}, command)

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            return await client.get(f"http://127.0.0.1:{self.sight}{path}")

    async def becomes(self, code: int, *failing: str) -> None:
        """Wait until it is so; meanwhile it is alive all the time, once it was."""
        alive = False
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    ready = await self.get("/readyz")
                except httpx.TransportError:
                    assert not alive
                else:
                    alive = (await self.get("/healthz")).status_code == 200
                    assert alive
                    if (ready.status_code, ready.json()["failing"]) == (code, [*failing]):
                        return
                await asyncio.sleep(0.2)


async def test_one_that_waits_for_telegram_at_its_start_is_alive_and_not_ready(
    stage: Stage, process: BotProcess
) -> None:
    stage.sandbox.faults.next("getMe", broken(), times=99)
    waiting = Watched(process.folder, process.settings)
    async with waiting.running():
        await waiting.becomes(503, "telegram")
        stage.sandbox.faults.calm()
        await waiting.becomes(200)
        assert await waiting.end(signal.SIGTERM) == 0


@asynccontextmanager
async def away(cluster: Cluster, url: str) -> AsyncIterator[None]:
    """A database that nobody is let into, and whoever was in is thrown out of."""
    name, server = url.rpartition("/")[2], cluster.url("postgres")
    await statement(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await statement(
        server,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608
    )
    yield
    await statement(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


async def test_each_of_several_processes_tells_what_concerns_it(
    stage: Stage, cluster: Cluster, server_url: str, tmp_path: Path
) -> None:
    port = free_port()
    hook = f"http://127.0.0.1:{port}/updates"
    settings = settings_of(stage.sandbox, server_url, stage.key)
    settings |= {"WEBHOOK_URL": hook, "PORT": str(port)}
    web = Watched(tmp_path, settings, "web")
    workers = [Watched(tmp_path, settings, "worker") for _ in range(2)]
    everybody = [web, *workers]
    async with AsyncExitStack() as running:
        for one in everybody:
            await running.enter_async_context(one.running())
        await _all_become(everybody, 200)  # the worker that stands by, too
        ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
        await play(ana, "> /about\nFree software")
        for one in everybody:
            _serves_what_is_documented((await one.get("/metrics")).text)

        async with away(cluster, server_url):
            await _all_become(everybody, 503, "database")
            assert await _delivered(hook, usual_secret(stage.sandbox.token), ana) == 503
            assert await _delivered(hook, "another", ana) == 401
        await _all_become(everybody, 200)
        assert await _delivered(hook, usual_secret(stage.sandbox.token), ana) == 200

        stage.sandbox.faults.next("sendMessage", hang(), times=99)
        async with opened(Server(server_url), Codec([stage.key])) as store:
            await posted(store, ChatKey(ben.id), "long ago")
        await _all_become(workers, 503, "messages")
        told = (await web.get("/readyz")).json()
        assert told["ready"]  # it could do nothing about that
        assert told["checks"]["messages"]["seconds"] > 300
        stage.sandbox.faults.calm()
        ends = await asyncio.gather(*(one.end(signal.SIGTERM) for one in everybody))
        assert ends == [0] * 3
    assert not [line for one in everybody for line in one.errors if "asyncpg" in line]


async def _all_become(processes: list[Watched], code: int, *failing: str) -> None:
    await asyncio.gather(*(one.becomes(code, *failing) for one in processes))


async def _delivered(url: str, secret: str, person: Person) -> int:
    """What Telegram is answered."""
    chat = {"id": person.id, "type": "private"}
    sender = {"id": person.id, "is_bot": False, "first_name": "Ana"}
    message = {"message_id": 9_000, "date": 0, "chat": chat, "from": sender, "text": "/about"}
    async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
        update = {"update_id": 900_000, "message": message}
        return (await client.post(url, json=update, headers={SECRET_HEADER: secret})).status_code


def _serves_what_is_documented(page: str) -> None:
    """By name and kind, whatever was counted so far."""
    named = set(re.findall(r"^\| `(legwise_\w+)` \|", WATCHING.read_text("utf-8"), re.MULTILINE))
    served = dict(re.findall(r"^# TYPE (\w+) (\w+)$", page, re.MULTILINE))
    kinds = {name: kind for name, kind in served.items() if not name.endswith("_created")}
    assert kinds.keys() == named
    assert {name for name, kind in kinds.items() if kind == "counter"} == {
        name for name in named if name.endswith("_total")
    }
