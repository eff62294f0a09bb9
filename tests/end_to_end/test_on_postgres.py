"""The whole bot in one process, with its memory in PostgreSQL."""

from datetime import timedelta

import pytest

from bot.databases import Server
from bot.store import Parcel
from bot.store.codec import Codec
from bot.store.errors import NotNow
from bot.store.postgres.sharing import PostgresSharing
from tests.end_to_end.chats import play, repeats, visible
from tests.end_to_end.conftest import Stage
from tests.end_to_end.test_webhook import WALK
from tests.store.samples import opened

DANGER = "> I can't breathe\n! emergency"


async def test_it_answers_and_reminds_as_it_does_on_sqlite(stage: Stage, server_url: str) -> None:
    ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
    asked = "Did you reach someone?\n[Not yet]\n! emergency"
    async with opened(Server(server_url), Codec([stage.key])) as store:
        async with stage.bot(store):
            await play(ana, WALK)
            await play(ana, DANGER)
            stage.clock.advance(timedelta(hours=3))
            await play(ana, asked)
            await stage.sandbox.quiet(0.1)
        assert await store.pending() == []
    async with stage.bot():
        await play(ben, WALK)
        await play(ben, DANGER)
        stage.clock.advance(timedelta(hours=3))
        await play(ben, asked)
        await stage.sandbox.quiet(0.1)
    assert visible(stage.sandbox, ana) == visible(stage.sandbox, ben)
    assert not stage.refused()


async def test_what_waits_is_sent_by_the_next_that_starts(stage: Stage, server_url: str) -> None:
    ana = stage.sandbox.user("Ana")
    async with opened(Server(server_url), Codec([stage.key])) as store:
        for words in ("/start", "/help"):
            ana.send(words)
            async with stage.bot(store):
                await stage.sandbox.until(lambda: not stage.sandbox.world.updates.pending)
        async with stage.bot(store):
            await stage.sandbox.until(lambda: len(ana.from_bot) == 2)
            await stage.sandbox.quiet(0.1)
        assert await store.pending() == []
    assert len(ana.from_bot) == 2


async def test_messages_that_were_collected_with_the_answer_lost_are_sent_all_the_same(
    stage: Stage, server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect = PostgresSharing.collect
    lost: list[list[Parcel]] = []

    async def collect_in_vain(sharing: PostgresSharing, term: int, most: int) -> list[Parcel]:
        parcels = await collect(sharing, term, most)
        if parcels and len(lost) < 3:
            lost.append(parcels)
            raise NotNow("the connection broke before the answer came")
        return parcels

    monkeypatch.setattr(PostgresSharing, "collect", collect_in_vain)
    monkeypatch.setattr("bot.app.sending.AFTER_TROUBLE", 0.01)
    stage.troubled = True
    ana = stage.sandbox.user("Ana")
    async with opened(Server(server_url), Codec([stage.key])) as store:
        async with stage.bot(store):
            await play(ana, WALK)
            await stage.sandbox.quiet(0.1)
        assert await store.pending() == []
    assert len(lost) == 3
    assert not repeats(stage.sandbox, ana)
