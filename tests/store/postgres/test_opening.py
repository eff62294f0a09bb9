"""PostgreSQL databases that open, and those that are refused in one line."""

import pytest

from bot.databases import Server
from bot.store.codec import Codec, new_key
from bot.store.errors import Unusable
from bot.store.migrations import POSTGRES, steps
from tests.postgres import PASSWORD, Cluster
from tests.store.samples import ANNA, opened, state, statement, turn


async def refusal(url: str, codec: Codec) -> str:
    with pytest.raises(Unusable) as caught:
        async with opened(Server(url), codec):
            pass
    told = str(caught.value)
    assert "\n" not in told
    assert PASSWORD not in told
    assert "p%40ss" not in told
    return told


async def test_what_was_kept_is_there_after_a_restart(server_url: str, codec: Codec) -> None:
    async with opened(Server(server_url), codec) as store:
        await store.commit(turn(ANNA, state(1)))
    async with opened(Server(server_url), codec) as store:
        assert (await store.load(ANNA))[0] == state(1)


async def test_a_wrong_password(cluster: Cluster, codec: Codec) -> None:
    told = await refusal(cluster.url("postgres", password="wrong"), codec)  # noqa: S106
    assert told.startswith("the database postgres on 127.0.0.1 refuses the user or password")
    assert told.endswith("correct DATABASE_URL")


async def test_a_server_that_does_not_answer(cluster: Cluster, codec: Codec) -> None:
    told = await refusal(cluster.url("postgres", port=9), codec)
    assert told.startswith("the database postgres on 127.0.0.1 cannot be reached")


async def test_a_database_that_does_not_exist(cluster: Cluster, codec: Codec) -> None:
    told = await refusal(cluster.url("nothing"), codec)
    assert told.endswith("does not exist: create it, or correct DATABASE_URL")


async def test_an_option_nobody_knows(cluster: Cluster, codec: Codec) -> None:
    told = await refusal(cluster.url("postgres") + "?colour=blue", codec)
    assert "cannot be used" in told
    assert "colour" in told


async def test_a_database_without_tables(cluster: Cluster, codec: Codec) -> None:
    async with cluster.database("template0") as url:
        assert (await refusal(url, codec)).endswith("has no tables yet: run `legwise migrate`")


async def test_an_older_versions_database(server_url: str, codec: Codec) -> None:
    await statement(server_url, "UPDATE legwise_schema SET version = 1")
    told = await refusal(server_url, codec)
    known = len(steps(POSTGRES))
    assert told.endswith(f"has schema 1, and {known} is needed: run `legwise migrate`")


async def test_a_newer_versions_database(server_url: str, codec: Codec) -> None:
    await statement(server_url, "UPDATE legwise_schema SET version = 999")
    told = await refusal(server_url, codec)
    assert "was written by a newer legwise (schema 999, this one knows " in told


async def test_another_programs_database(cluster: Cluster, codec: Codec) -> None:
    async with cluster.database("template0") as url:
        await statement(url, "CREATE TABLE chats (name TEXT)")
        assert "belongs to another program" in await refusal(url, codec)


async def test_a_wrong_key(server_url: str, codec: Codec) -> None:
    async with opened(Server(server_url), codec):
        pass
    told = await refusal(server_url, Codec([new_key()]))
    assert "was written with another key; it needs the key with id " in told
    assert told.endswith("add it to LEGWISE_KEY")


async def test_after_one_start_with_both_keys_the_old_one_can_go(server_url: str) -> None:
    old, new = new_key(), new_key()
    async with opened(Server(server_url), Codec([old])) as store:
        await store.commit(turn(ANNA, state(1)))
    async with opened(Server(server_url), Codec([new, old])):
        pass
    async with opened(Server(server_url), Codec([new])) as store:
        assert (await store.load(ANNA))[0] == state(1)


async def test_with_pgbouncer_before_it_nothing_is_prepared(server_url: str, codec: Codec) -> None:
    async with opened(Server(server_url, bouncer=True), codec) as store:
        for _ in range(2):
            await store.load(ANNA)
        prepared = await store._database.read("SELECT name FROM pg_prepared_statements")  # type: ignore[attr-defined]
        assert [row for row in prepared if row[0]] == []
