"""Updates that come twice, taps that come twice, buttons of long ago, messages that are gone."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from bot.outbound.api import Api
from bot.sandbox import broken, drop_after
from bot.sandbox.shapes import Message
from tests.end_to_end.chats import FLOW, answered, data_of, offers, play, tap
from tests.end_to_end.conftest import Stage

BEGIN = "> /check\n[begin:leg-check]"
ROAD = {"red_flags": "none", "about": "me", "duration_class": "under_10min", "swelling": "none"}


def repeats(stage: Stage, chat: int) -> dict[str, int]:
    """How often each question was sent, those sent once left out."""
    calls = [call for call in stage.sandbox.calls if call.method == "sendMessage" and call.ok]
    texts = [str(call.params["text"]) for call in calls if call.chat == chat]
    asked = Counter(q.ask for q in FLOW.questions.values() for text in texts if q.ask in text)
    return {ask: times for ask, times in asked.items() if times > 1}


class Forgetful:
    """Telegram on a day when it takes note of every fourth acknowledgement only."""

    def __init__(self, api: Api) -> None:
        self._api, self._polls = api, 0

    async def call(self, method: str, params: Mapping[str, Any]) -> Any:
        if method == "getUpdates":
            self._polls += 1
            params = {**params, "offset": 0} if self._polls % 4 else params
        return await self._api.call(method, params)


async def test_updates_delivered_again_and_again_change_nothing(stage: Stage) -> None:
    ana = stage.sandbox.user("Ana")
    async with stage.bot(through=Forgetful):
        await play(ana, BEGIN)
        for question, option in ROAD.items():
            await play(ana, f"? {question}\n[o:{option}]")
        await play(
            ana, "? skin\n[o:red]\n[o:warm]\n[o:red]\n> why\n> /about\nFree software\n? skin"
        )
        await stage.sandbox.until(lambda: not stage.sandbox.world.updates.pending)
        await stage.sandbox.quiet(0.1)
    assert not ana.toasts
    assert ana.last.labels.count("☑ Warmer") == 1
    assert len([line for line in stage.log if line["event"] == "an update came again"]) > 5
    assert repeats(stage, ana.id) == {FLOW.questions["skin"].ask: 3}


async def test_every_poll_answered_twice_over_is_handled_once(stage: Stage) -> None:
    stage.sandbox.faults.storm(0.5, [drop_after(), broken()], seed=4, methods=["getUpdates"])
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, BEGIN)
        for question, option in ROAD.items():
            await play(ana, f"? {question}\n[o:{option}]")
        await play(ana, "? skin")
        await stage.sandbox.quiet(0.1)
    assert not ana.toasts
    assert not repeats(stage, ana.id)


async def test_a_double_tap_answers_once_and_shows_the_next_question_again(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, f"{BEGIN}\n[o:none]\n(o:me)")
        card = ana.last
        taps = [ana.press(card, data_of(card, "o:me")) for _ in range(3)]
        await stage.sandbox.until(lambda: all(query.answered for query in taps))
        await stage.sandbox.quiet(0.1)
        assert [m for m in ana.from_bot if offers("o:under_10min")(m)] == [ana.last]
        assert len(ana.toasts) == 2
        assert not stage.refused()
    kept = await stage.remembered(ana)
    assert kept.run is not None
    assert kept.run.answers.keys() == {"red_flags", "about"}


async def test_buttons_of_every_earlier_card_only_show_where_we_are(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        old: list[tuple[Message, str]] = []
        await play(ana, "> /check\n(begin:leg-check)")
        for choice in ["begin:leg-check", *(f"o:{option}" for option in ROAD.values())]:
            card = await ana.hears(offers(choice))
            old += [(card, key.data) for row in card.buttons for key in row if key.data]
            tap(ana, choice)
        live = await ana.hears(offers("o:red"))
        pressed = len(old)
        for card, data in old:
            query = ana.press(card, data)
            await stage.sandbox.until(answered(query))
            assert query.text
            live = await ana.hears(offers("o:red"), after=live)
        await stage.sandbox.quiet(0.1)
        assert pressed > 30
        assert [m for m in ana.from_bot if m.labels] == [live]
        assert not stage.refused()
    kept = await stage.remembered(ana)
    assert kept.run is not None
    assert {q: a.values[0] for q, a in kept.run.answers.items()} == ROAD


@pytest.mark.parametrize("step", range(6))
async def test_a_restart_anywhere_loses_nothing(stage: Stage, step: int) -> None:
    """What is tapped or sent while no bot runs is answered by the next one."""
    ana = stage.sandbox.user("Ana")
    deeds = [BEGIN, *(f"[o:{option}]" for option in ROAD.values()), "> why"]
    async with stage.bot():
        for deed in deeds[:step]:
            await play(ana, deed)
        await stage.sandbox.quiet(0.1)
    if step == 0:
        ana.send("/check")
    elif step < 5:
        tap(ana, deeds[step][1:-1])
    else:
        ana.send("why")
    async with stage.bot():
        for deed in deeds[step + 1 :] if step else ["[begin:leg-check]", *deeds[1:]]:
            await play(ana, deed)
        await ana.hears(lambda m: FLOW.questions["skin"].why[:30] in m.text)
        await stage.sandbox.quiet(0.1)
        assert not stage.refused()
        assert len([m for m in ana.from_bot if m.labels]) == 1


async def test_a_message_deleted_by_its_reader_is_sent_anew_where_it_is_needed(
    stage: Stage,
) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, f"{BEGIN}\n? red_flags")
        card = ana.last
        ana.world.erase(card)
        ana.press(card, data_of(card, "o:new_cough"))  # from an app that has not heard of it yet
        again = await ana.hears(lambda m: "☑" in str(m.labels), after=card)
        ana.world.erase(again)
        ana.press(again, data_of(again, "done"))
        await play(ana, "? about\n[o:me]\n? duration_class\n[list]\n(edit:red_flags)")
        ana.world.erase(ana.last)
        await play(ana, "> back\n? duration_class\n[back]\n? about\n[back]\n(o:new_cough)")
        await stage.sandbox.quiet(0.1)
        assert len([m for m in ana.from_bot if m.labels]) == 1


async def test_the_whole_chat_deleted_and_the_check_goes_on(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, f"{BEGIN}\n? red_flags")
        for question, option in ROAD.items():
            card = await ana.hears(offers(f"o:{option}"))
            for message in ana.messages:
                ana.world.erase(message)
            ana.press(card, data_of(card, f"o:{option}"))
            assert question in FLOW.questions
        await play(ana, "? skin\n[back]\n? swelling\n[o:one_leg]\n? swelling_extent")
        await stage.sandbox.quiet(0.1)
        assert len(ana.from_bot) == 2


async def test_a_card_too_old_to_be_deleted_loses_its_buttons(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, f"{BEGIN}\n? red_flags")
        card = ana.last
        card.date -= 49 * 3600
        await play(ana, "> /help\nHow to use me\n? red_flags")
        await stage.sandbox.quiet(0.1)
        assert [m for m in ana.from_bot if m.labels] == [ana.last]
        assert not card.deleted
        assert "can't be deleted" in str(stage.refused())
