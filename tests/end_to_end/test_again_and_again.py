"""Updates that come twice, taps that come twice, buttons of long ago, messages that are gone."""

from collections.abc import Callable

import pytest

from bot.sandbox import broken, drop_after, drop_before
from bot.sandbox.shapes import Message
from tests.end_to_end.chats import FLOW, data_of, play, tap
from tests.end_to_end.conftest import Stage

BEGIN = "> /check\n[begin:leg-check]"
ROAD = {"red_flags": "none", "about": "me", "duration_class": "under_10min", "swelling": "none"}


def showing(option: str) -> Callable[[Message], bool]:
    return lambda message: bool(data_of(message, f"o:{option}"))


async def test_updates_redelivered_because_the_bot_could_not_acknowledge_change_nothing(
    stage: Stage,
) -> None:
    ana = stage.sandbox.user("Ana")
    for line in (BEGIN, "[o:none]", "[o:me]", "[o:under_10min]"):
        # The poll that would acknowledge breaks, and so does the farewell.
        async with stage.bot():
            await play(ana, line + "\n(why)")
            stage.sandbox.faults.next("getUpdates", drop_before(), times=1000)
        assert stage.sandbox.world.updates.pending
        stage.sandbox.faults.calm()
    async with stage.bot():
        await stage.sandbox.until(lambda: not stage.sandbox.world.updates.pending)
        await stage.sandbox.quiet(0.1)
    assert [m.text.count(FLOW.questions["swelling"].ask) for m in ana.from_bot].count(1) == 1
    assert not ana.toasts
    sent = [call.params["text"] for call in stage.sandbox.calls if call.method == "sendMessage"]
    assert len(sent) == len(set(sent))


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
    sent = [call.params["text"] for call in stage.sandbox.calls if call.method == "sendMessage"]
    assert len(sent) == len(set(sent))


async def test_a_double_tap_answers_once_and_shows_the_next_question_again(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, f"{BEGIN}\n[o:none]\n(o:me)")
        card = ana.last
        taps = [ana.press(card, data_of(card, "o:me")) for _ in range(3)]
        await stage.sandbox.until(lambda: all(query.answered for query in taps))
        await stage.sandbox.quiet(0.1)
        assert [m for m in ana.from_bot if showing("under_10min")(m)] == [ana.last]
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
            card = await ana.hears(lambda m, choice=choice: bool(data_of(m, choice)))
            old += [(card, key.data) for row in card.buttons for key in row if key.data]
            tap(ana, choice)
        live = await ana.hears(lambda m: bool(data_of(m, "o:red")))
        answered = len(old)
        for card, data in old:
            query = ana.press(card, data)
            await stage.sandbox.until(lambda query=query: query.answered)
            assert query.text
            live = await ana.hears(lambda m: bool(data_of(m, "o:red")), after=live)
        await stage.sandbox.quiet(0.1)
        assert answered > 30
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
        ana.press(card, data_of(card, "o:fever"))  # from an app that has not heard of it yet
        again = await ana.hears(lambda m: "☑" in str(m.labels), after=card)
        ana.world.erase(again)
        ana.press(again, data_of(again, "done"))
        await play(ana, "? about\n[list]\n(edit:red_flags)")
        ana.world.erase(ana.last)
        await play(ana, "> back\n? about\n[back]\n(o:fever)")
        await stage.sandbox.quiet(0.1)
        assert len([m for m in ana.from_bot if m.labels]) == 1


async def test_the_whole_chat_deleted_and_the_check_goes_on(stage: Stage) -> None:
    async with stage.bot():
        ana = stage.sandbox.user("Ana")
        await play(ana, f"{BEGIN}\n? red_flags")
        for question, option in ROAD.items():
            card = await ana.hears(lambda m, option=option: bool(data_of(m, f"o:{option}")))
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
