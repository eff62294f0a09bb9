"""Answering, changing and going back, in any order, ends like answering so at first."""

from collections.abc import Callable, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.condition import Given
from bot.flow.model import Flow
from bot.flow.moves.desk import Desk
from tests.chat import LIBRARY, Chat, said

Choose = Callable[[Sequence[str]], str]  # one of these


def begun(flow: Flow) -> Chat:
    chat = Chat()
    chat.hear(f"/{flow.command}")
    chat.tap(f"begin:{flow.id}")
    return chat


def offered(chat: Chat) -> list[str]:
    """What can be tapped on the live card to answer, change and go back; nothing after an emergency."""
    desk = Desk(chat.library, chat.now, chat.state)
    buttons = [button.data for row in desk.card(chat.state.view).rows for button in row]
    choices = [data.partition(":")[2] for data in buttons]
    wanted = ("o:", "done", "back", "list", "edit:", "go")
    return [choice for choice in choices if choice.startswith(wanted)]


def wander(chat: Chat, times: int, choose: Choose) -> None:
    """Tap about, mostly answering."""
    for _ in range(times):
        if not (choices := offered(chat)):
            return
        answers = [choice for choice in choices if choice.startswith("o:")]
        chat.tap(choose([*choices, *answers]))


def finish(chat: Chat) -> None:
    """Answer plainly what is left, beginning with what is being changed."""
    while chat.state.view != "result":
        desk = Desk(chat.library, chat.now, chat.state)
        question = desk.asking()
        if question is None:
            chat.tap("go")
        elif chat.state.run and chat.state.run.picked:
            chat.tap("done")
        else:
            chat.tap(f"o:{question.usual}")


def counted(chat: Chat) -> Given:
    return Desk(chat.library, chat.now, chat.state).place().given


def answered_at_first(flow: Flow, answers: Given) -> Chat:
    chat = begun(flow)
    for question, values in answers.items():
        assert chat.state.view == f"question:{question}"
        chat.answer(["+".join(values)])
    return chat


@pytest.mark.parametrize("name", ["leg-check", "hiccups"])
@settings(max_examples=40, deadline=None)
@given(times=st.integers(0, 60), chance=st.randoms(use_true_random=False))
def test_the_order_of_answers_and_changes_does_not_matter(
    name: str, times: int, chance: Random
) -> None:
    flow = LIBRARY.flows[name]
    chat = begun(flow)
    wander(chat, times, chance.choice)
    finish(chat)
    straight = answered_at_first(flow, counted(chat))
    assert counted(straight) == counted(chat)
    assert straight.state.view == "result"
    assert said(straight.shown[straight.state.card]) == said(chat.shown[chat.state.card])
