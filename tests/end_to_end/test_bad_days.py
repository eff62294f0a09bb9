"""Telegram busy, broken, slow or gone, and people who block the bot: everybody is answered in the end."""

import asyncio

import pytest

from bot.outbound.api import TelegramApi
from bot.sandbox import (
    Person,
    broken,
    delay,
    drop_after,
    drop_before,
    flood,
    forbidden,
    hang,
)
from bot.sandbox.faults import Fault
from tests.end_to_end.chats import FLOW, play, repeats, tap, visible
from tests.end_to_end.conftest import Stage
from tests.end_to_end.road import Road, Roads

WALK = """
    > /check
    [begin:leg-check]
    ? red_flags
    [why]
    > none
    ? about
    [o:me]
    ? duration_class
    [back]
    ? about
    [o:me]
    ? duration_class
    [o:under_10min]
    ? swelling
    [o:none]
    ? skin
    [o:warm]
    [o:red]
    [o:warm]
    [list]
    (edit:swelling)
    [go]
    ? skin
    > /help
    How to use me
    ? skin
    [o:red]
    (done)
    > and now I can't breathe
    ! emergency
"""


async def walked(stage: Stage, *people: Person) -> None:
    """Let everybody walk at once, and the bot come to rest."""
    async with asyncio.TaskGroup() as walks:
        for person in people:
            walks.create_task(play(person, WALK))
    stage.sandbox.faults.calm()
    await stage.sandbox.quiet(0.1)


async def test_in_a_storm_everybody_sees_what_they_would_have_seen_on_a_good_day(
    stage: Stage,
) -> None:
    async with stage.bot():
        calm = stage.sandbox.user("Zoe")
        await walked(stage, calm)
        expected = visible(stage.sandbox, calm)
        assert not repeats(stage.sandbox, calm)
        for seed in (1, 2):
            weather = [broken(502), broken(500), drop_before(), drop_after(), delay(0.02)]
            stage.sandbox.faults.storm(0.3, weather, seed=seed)
            people = [stage.sandbox.user(f"Ana {number}") for number in range(6)]
            await walked(stage, *people)
            for person in people:
                assert visible(stage.sandbox, person) == expected
    lost = [call for call in stage.sandbox.calls if call.fault == drop_after()]
    assert 0 < sum(len(repeats(stage.sandbox, person)) for person in people) <= len(lost)


@pytest.mark.parametrize(
    "method", ["sendMessage", "editMessageText", "deleteMessage", "answerCallbackQuery"]
)
async def test_each_call_may_fail_in_each_way(stage: Stage, method: str) -> None:
    async with stage.bot():
        calm, ana = stage.sandbox.user("Zoe"), stage.sandbox.user("Ana")
        await walked(stage, calm)
        for fault in (broken(), drop_before(), drop_after(), hang()):
            stage.sandbox.faults.next(method, fault, chat=None if "Query" in method else ana.id)
        await walked(stage, ana)
        assert visible(stage.sandbox, ana) == visible(stage.sandbox, calm)


async def test_a_flood_wait_holds_back_only_its_own_chat(stage: Stage) -> None:
    async with stage.bot():
        ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
        stage.sandbox.faults.next("sendMessage", flood(1), chat=ana.id)
        ana.send("/start")
        await play(ben, "> /check\n[begin:leg-check]\n? red_flags\n[o:none]\n? about")
        assert not ana.from_bot
        await play(ana, "(begin:leg-check)")
        first, second = (c.at for c in stage.sandbox.calls if c.chat == ana.id)
        assert second - first >= 1


async def test_within_telegrams_own_limits_a_check_comes_to_its_end(stage: Stage) -> None:
    stage.sandbox.limits.enforced = True
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, "> /check\n[begin:leg-check]\n? red_flags\n[o:chest_pain]\n! emergency")


async def test_one_who_blocks_the_bot_is_left_alone_and_can_come_back(stage: Stage) -> None:
    async with stage.bot():
        ana, ben = stage.sandbox.user("Ana"), stage.sandbox.user("Ben")
        await play(ana, "> /check\n[begin:leg-check]\n? red_flags\n[o:none]\n? about")
        stage.sandbox.faults.next("answerCallbackQuery", delay(0.2))
        await asyncio.gather(
            play(ana, "[o:me]"), stage.sandbox.until(lambda: stage.sandbox.api.busy)
        )
        ana.block()
        await stage.sandbox.until(
            lambda: any(c.code == 403 and c.chat == ana.id for c in stage.sandbox.calls)
        )
        await play(ben, "> /start\n(begin:leg-check)")
        await stage.sandbox.quiet(0.1)
        calls = len([c for c in stage.sandbox.calls if c.chat == ana.id])
        await play(ben, "> /about\nFree software")
        assert len([c for c in stage.sandbox.calls if c.chat == ana.id]) == calls
        ana.start()
        await play(ana, "[go]\n? duration_class\n[o:under_10min]\n? swelling")
    async with stage.memory() as store:
        assert await store.pending() == []


async def test_unblocked_at_once_nothing_that_follows_is_lost(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        stage.sandbox.faults.next("sendMessage", forbidden(), chat=ana.id)
        stage.sandbox.faults.next("sendMessage", delay(0.1), chat=ana.id)
        ana.send("hello")
        ana.send("/check")
        ana.send("/about")
        await play(ana, "(begin:leg-check)\nFree software")


async def test_the_menu_is_set_in_every_language_even_on_a_bad_day(stage: Stage) -> None:
    stage.sandbox.faults.next("setMyCommands", broken(), times=2)
    stage.sandbox.faults.next("setMyShortDescription", drop_before())
    async with stage.bot():
        await stage.sandbox.until(lambda: _menus(stage) >= {None, "es"})


def _menus(stage: Stage) -> set[str | None]:
    calls = (call for call in stage.sandbox.calls if call.method == "setMyCommands" and call.ok)
    return {call.params.get("language_code") for call in calls}


@pytest.mark.parametrize("fault", [broken(502), drop_before(), flood(1)])
async def test_polls_that_fail_are_tried_again(stage: Stage, fault: Fault) -> None:
    stage.sandbox.faults.next("getUpdates", fault)
    if fault != flood(1):
        stage.sandbox.faults.next("deleteWebhook", fault)
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, "> /check\n[begin:leg-check]\n? red_flags")
        assert FLOW.questions["red_flags"].ask in ana.last.text


@pytest.mark.parametrize("state", [Road.CLOSED, Road.CUT])
async def test_on_a_road_that_was_bad_for_a_while_nobody_is_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, state: Road
) -> None:
    monkeypatch.setattr("bot.outbound.api.POLL_SECONDS", 0.5)  # a poll in the dark ends soon
    port = int(stage.sandbox.url.rpartition(":")[2])
    ana = stage.sandbox.user("Ana")
    async with (
        Roads(port).open() as road,
        TelegramApi(stage.sandbox.token, road.url) as api,
        stage.bot(through=lambda _: api),
    ):
        await play(ana, "> /check\n[begin:leg-check]\n? red_flags")
        road.become(state)
        tap(ana, "o:none")
        await stage.sandbox.until(lambda: road.spoilt > 1)
        road.become(Road.OPEN)
        await play(ana, "? about")
        await stage.sandbox.quiet(0.1)
        assert not stage.sandbox.world.updates.pending
