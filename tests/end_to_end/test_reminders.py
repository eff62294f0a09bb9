"""Reminders over real HTTP: asked at the time, late after a stop, not while blocked; never a nudge twice."""

import signal
from collections import Counter
from datetime import timedelta

import pytest

from bot.flow.alarm import Alarm
from bot.flow.effects import SetAlarm
from bot.flow.state import State
from bot.plan.recurrence import Daily
from bot.sandbox import Person
from bot.sandbox.faults import Fault, broken, drop_after, drop_before, flood, hang
from bot.store import ChatKey, Turn
from bot.text import text
from tests.end_to_end.chats import play
from tests.end_to_end.conftest import Stage
from tests.end_to_end.due import (
    CARE,
    heard,
    kill_between_calls,
    make_due,
    many_alarms,
    rung,
)
from tests.end_to_end.process import BotProcess

MINUTE = timedelta(minutes=1)
ASKED = "Did you reach someone?"
CHATS = 120
KILLS = 3
PATIENCE = 60.0


async def test_hours_after_an_emergency_it_asks_whether_help_was_reached(stage: Stage) -> None:
    ana, luis = stage.sandbox.user("Ana"), stage.sandbox.user("Luis", language="es")
    async with stage.bot():
        await play(ana, "> I can't breathe\n! emergency")
        await play(luis, "> no puedo respirar\n! emergency", "es")
        stage.clock.advance(timedelta(hours=3))
        await play(ana, f"{ASKED}\n[Not yet]\n! emergency")
        await luis.hears(lambda message: "¿Pudiste hablar con alguien?" in message.text)
    assert not stage.refused()


async def test_a_shared_location_tells_whose_clock_counts_and_changes_it_later(
    stage: Stage,
) -> None:
    ana = stage.sandbox.user("Ana")
    async with stage.bot():
        await play(
            ana, "> /reminders\n[New reminder]\n[Look at my leg]\nWhat time is it for you now?"
        )
        ana.send_location(40.417, -3.704)
        await play(
            ana, "At what time?\n> 9am\n[Every day]\n[My clock]\nI go by the clock of Madrid"
        )
        ana.send_location(35.69, 139.69)
        await play(ana, "I go by the clock of Tokyo")
    async with stage.memory() as store:
        state, _ = await store.load(ChatKey(ana.id))
    assert state.schedules[0].recurs == Daily((9 * 60,), "Asia/Tokyo")
    assert not stage.refused()


async def test_a_bot_that_was_down_asks_when_it_is_back(stage: Stage) -> None:
    ana = stage.sandbox.user("Ana")
    async with stage.bot():
        await play(ana, "> I can't breathe\n! emergency")
    stage.clock.advance(timedelta(hours=9))
    async with stage.bot():
        await play(
            ana, f"I was away, so this comes later than I said.\n{ASKED}\n[Yes]\n! emergency"
        )
    assert not stage.refused()


async def test_who_has_blocked_the_bot_is_reminded_once_they_are_back(stage: Stage) -> None:
    ana, now = stage.sandbox.user("Ana"), stage.clock.now()
    alarms = [
        SetAlarm(Alarm("custom", "custom", int((now + minutes * MINUTE).timestamp()), text(words)))
        for minutes, words in ((1, "one"), (60, "two"), (120, "three"))
    ]
    async with stage.memory() as store:
        await store.commit(Turn(ChatKey(ana.id), State(card=1), 0, tuple(alarms), now))
    ana.block()
    async with stage.bot():
        stage.clock.advance(MINUTE)
        await stage.sandbox.until(stage.refused)
        await stage.sandbox.quiet(0.2)  # the refusal is noted
        stage.clock.advance(60 * MINUTE)
        await stage.sandbox.quiet(0.2)
        assert len(stage.refused()) == 1  # it does not knock again
        ana.start()
        await ana.hears(lambda message: "Leg cramp" in message.text)
        stage.clock.advance(60 * MINUTE)
        await ana.hears(lambda message: message.text == "three")
    assert [m.text for m in ana.messages if m.text in {"one", "two"}] == ["two"]


@pytest.mark.parametrize("fault", [drop_after(), drop_before(), hang()])
async def test_a_nudge_whose_answer_is_lost_is_not_sent_again_but_care_is(
    stage: Stage, fault: Fault
) -> None:
    ana, ben, now = stage.sandbox.user("Ana"), stage.sandbox.user("Ben"), stage.clock.now()
    async with stage.memory() as store:
        for person, alarm in zip((ana, ben), many_alarms(0, now), strict=True):
            stage.sandbox.faults.next("sendMessage", fault, chat=person.id)
            await store.commit(Turn(ChatKey(person.id), State(card=1), 0, (alarm,), now))
    async with stage.bot():
        await ben.hears(lambda message: message.text.startswith("Look again"))
        await stage.sandbox.quiet(0.3)
    sent = Counter(call.chat for call in stage.sandbox.calls if call.method == "sendMessage")
    assert sent == {ana.id: 1, ben.id: 2}
    assert heard(ana, "Stretch") == (fault == drop_after())


async def nudge_ana(stage: Stage) -> Person:
    """Let a reminder be due that helps nobody ten minutes later."""
    ana, now = stage.sandbox.user("Ana"), stage.clock.now()
    alarm = Alarm("custom", "drink", int(now.timestamp()), text("Have something to drink"))
    async with stage.memory() as store:
        await store.commit(Turn(ChatKey(ana.id), State(card=1), 0, (SetAlarm(alarm),), now))
    return ana


@pytest.mark.parametrize("fault", [broken(500), broken(502), flood(1)])
async def test_a_nudge_that_telegram_refused_for_the_moment_is_sent_a_little_later(
    stage: Stage, fault: Fault
) -> None:
    ana = await nudge_ana(stage)
    stage.sandbox.faults.next("sendMessage", fault, chat=ana.id)
    async with stage.bot():
        await ana.hears(lambda message: message.text.startswith("Have something"))
        await stage.sandbox.quiet(0.3)
    assert heard(ana, "Have something") == 1


async def test_while_telegram_is_broken_for_long_a_nudge_grows_old_and_is_told_of_once(
    stage: Stage,
) -> None:
    ana = await nudge_ana(stage)
    stage.sandbox.faults.next("sendMessage", broken(500), chat=ana.id)
    async with stage.bot():
        await stage.sandbox.until(lambda: any(c.fault for c in stage.sandbox.calls))
        stage.clock.advance(timedelta(minutes=11))
        await ana.hears(lambda message: "reminders went by unsent: 1" in message.text)
        await stage.sandbox.quiet(0.3)
    assert heard(ana, "Have something") == 0


async def test_killed_at_any_moment_it_nudges_nobody_twice_and_leaves_no_care_out(
    stage: Stage, process: BotProcess
) -> None:
    people = [stage.sandbox.user("Ana") for _ in range(CHATS)]
    async with stage.memory() as store:
        await make_due(store, people)
    async with process.running():
        await kill_between_calls(stage.sandbox, process, KILLS, (5, 40), PATIENCE)
        await stage.sandbox.until(lambda: all(heard(p, CARE) for p in people), PATIENCE)
        await stage.sandbox.quiet(0.3, PATIENCE)
        assert await process.end(signal.SIGTERM) == 0
    told = rung(people)
    assert (told.nudges_twice, told.care_lost) == (0, 0)
    async with stage.memory() as store:
        assert await store.pending() == []
        assert await store.next_alarm() is None
