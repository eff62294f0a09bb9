"""How long Telegram is waited for: longer after it was slow, and for what would be seen twice."""

import socket

from hypothesis import given
from hypothesis import strategies as st

from bot.outbound.api import ANSWER_SECONDS, POLL_SECONDS
from bot.outbound.patience import TAP, Patience, Waits
from bot.outbound.sockets import watched

PATIENCE = Patience(answer=5, message=10, most=20)
SEND, EDIT = "sendMessage", "editMessageText"


def test_a_message_is_waited_for_longer_than_a_change_that_can_be_repeated() -> None:
    waits = Waits(PATIENCE)
    assert (waits.of(SEND), waits.of(EDIT)) == (10, 5)


def test_a_tap_is_answered_often_rather_than_patiently() -> None:
    waits = Waits(PATIENCE)
    waits.in_vain(TAP, 3)
    assert waits.of(TAP) == 3


def test_what_was_given_up_is_waited_for_longer_and_nothing_else_is() -> None:
    waits = Waits(PATIENCE)
    waits.in_vain(SEND, 10)
    assert (waits.of(SEND), waits.of("sendPhoto"), waits.of(EDIT)) == (20, 10, 5)


def test_many_given_up_at_once_count_as_one() -> None:
    waits = Waits(Patience(answer=1))
    for _ in range(64):
        waits.in_vain(EDIT, 1)
    assert waits.of(EDIT) == 2


def test_answers_that_come_late_keep_the_wait_long_and_those_in_time_end_it() -> None:
    waits = Waits(PATIENCE)
    waits.in_vain(SEND, 10)
    waits.answered(SEND, 8)
    assert waits.of(SEND) == 20
    waits.answered(SEND, 0.1)
    assert waits.of(SEND) == 10


def test_an_idle_poll_counts_as_answered_in_time() -> None:
    waits = Waits(Patience(POLL_SECONDS + ANSWER_SECONDS))
    waits.in_vain("getUpdates", 15)
    waits.answered("getUpdates", POLL_SECONDS + 0.5)
    assert waits.of("getUpdates") == POLL_SECONDS + ANSWER_SECONDS


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 100))))
def test_the_wait_is_never_shorter_than_the_first_nor_without_end(
    calls: list[tuple[bool, float]],
) -> None:
    waits = Waits(PATIENCE)
    for answered, took in calls:
        if answered:
            waits.answered(EDIT, took)
        else:
            waits.in_vain(EDIT, waits.of(EDIT))
        assert PATIENCE.answer <= waits.of(EDIT) <= PATIENCE.most


def test_the_system_is_asked_to_watch_the_other_end() -> None:
    with watched(
        (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", 1))
    ) as made:
        assert made.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            assert made.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 6000
