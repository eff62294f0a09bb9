"""Many reminders at once at a Telegram that keeps to its limits: nothing is refused, and who asks goes first."""

import pytest

from tests.end_to_end.conftest import Stage
from tests.end_to_end.due import NUDGE, make_due, nudge
from tests.end_to_end.rush import ADVICE, IN_PRIVATE, ask_all_at_once, ask_in_group, cry, sent

CHATS = 90  # three seconds' messages
ALLOWED = 30


@pytest.fixture(autouse=True)
def _within_limits(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.end_to_end.conftest.RATE", ALLOWED)
    stage.sandbox.limits.enforced = True


async def test_in_a_rush_of_reminders_nothing_is_refused_and_who_asks_waits_for_none_of_them(
    stage: Stage,
) -> None:
    sandbox = stage.sandbox
    people = [sandbox.user("Ana") for _ in range(CHATS)]
    group = sandbox.group("Flat 3", sandbox.user("Luis"))
    async with stage.memory() as memory:
        await make_due(memory, people, nudge, stage.clock.now())
    async with stage.bot():
        await sandbox.until(lambda: len(sent(sandbox.calls)) >= ALLOWED)
        asked = ask_all_at_once(sandbox), cry(sandbox)
        ask_in_group(sandbox, group, group.owner, 1)
        await sandbox.until(lambda: all(each.answered(sandbox) for each in asked))
        await sandbox.until(lambda: all(person.from_bot for person in people))
    assert not stage.refused()
    assert all(each.in_order(sandbox) for each in asked)
    texts = [call.params["text"] for call in sent(sandbox.calls)]
    assert sum(NUDGE in text for text in texts) == CHATS
    for answer in (ADVICE, IN_PRIVATE):
        answered = next(number for number, text in enumerate(texts) if answer in text)
        assert any(NUDGE in text for text in texts[answered:])


async def test_in_a_busy_group_lines_wait_and_a_private_chat_does_not(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = stage.sandbox
    monkeypatch.setattr("bot.app.serving.LAST_WORDS", 0.1)  # what waits would take a minute
    group = sandbox.group("Flat 3", sandbox.user("Luis"))
    async with stage.bot():
        ask_in_group(sandbox, group, group.owner, 25)
        await sandbox.until(lambda: len(group.from_bot) == 20)
        asked = ask_all_at_once(sandbox)
        await sandbox.until(lambda: asked.in_order(sandbox))
        assert len(group.from_bot) == 20
    assert not stage.refused()
