"""Who may send next: never more than Telegram allows, the most pressing first, nobody for ever last."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import cycle, repeat
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outbound.line import Line, Priority, Ticket
from bot.outbound.windows import EVERYBODY, GROUP, PRIVATE, Limit, of_chat

ANNA, BEN, FAMILY = 1, 2, -7
CALM = (Priority.ANSWER, Priority.REMINDER, Priority.CHANNEL)


def sent(line: Line, until: float, since: float = 0.0) -> list[tuple[float, Ticket]]:
    """Let time go by as far as the line has somebody to admit; Telegram answers at once."""
    found, now = [], since
    while now <= until:
        for ticket in line.admit(now):
            found.append((now, ticket))
            line.answered(ticket, now)
        opens = line.opens_at(now)
        if opens is None:
            break
        assert opens > now, "a line that opens now and admits nobody would spin"
        now = opens
    return found


def ask(line: Line, *tickets: Ticket) -> None:
    for ticket in tickets:
        line.ask(ticket)


def within(times: list[float], limit: Limit) -> bool:
    """Does any stretch of the limit's length hold no more than it allows?"""
    later = zip(times, times[limit.most :], strict=False)
    return all(after - before >= limit.seconds for before, after in later)


def test_alone_nobody_waits() -> None:
    line = Line()
    ask(line, Ticket(ANNA, Priority.ANSWER))
    assert [when for when, _ in sent(line, 0)] == [0]


def test_a_private_chat_gets_a_short_burst_and_then_one_a_second() -> None:
    line = Line()
    ask(line, *(Ticket(ANNA, Priority.ANSWER) for _ in range(41)))
    assert [when for when, _ in sent(line, 60)] == [0] * 20 + [20] * 20 + [40]


def test_a_group_gets_twenty_a_minute() -> None:
    line = Line()
    ask(line, *(Ticket(FAMILY, Priority.CHANNEL) for _ in range(41)))
    assert [when for when, _ in sent(line, 600)] == [0] * 20 + [60] * 20 + [120]


def test_ten_thousand_reminders_leave_at_thirty_a_second_and_an_answer_goes_before_them() -> None:
    line = Line()
    ask(line, *(Ticket(chat, Priority.REMINDER) for chat in range(1, 10_001)))
    early = sent(line, 9.5)
    assert len(early) == 30 * 10
    answer = Ticket(20_000, Priority.ANSWER)
    ask(line, answer)
    assert sent(line, 10, since=9.6)[0] == (10, answer)


def test_an_emergency_waits_neither_for_others_nor_for_its_own_chats_limit() -> None:
    line = Line()
    ask(line, *(Ticket(ANNA, Priority.ANSWER) for _ in range(29)))
    ask(line, *(Ticket(chat, Priority.ANSWER) for chat in range(100, 200)))
    sent(line, 0)
    emergency = Ticket(ANNA, Priority.EMERGENCY)
    ask(line, emergency)
    assert sent(line, 1, since=0.5)[0] == (1, emergency)


def test_who_gave_up_takes_nobodys_place() -> None:
    line = Line()
    gone = [Ticket(chat, Priority.ANSWER, left=True) for chat in range(1, 31)]
    ask(line, *gone, Ticket(99, Priority.ANSWER))
    assert [(when, ticket.chat) for when, ticket in sent(line, 60)] == [(0, 99)]


def test_a_refusal_holds_back_only_its_chat_and_a_second_one_everybody() -> None:
    line = Line()
    line.refused(ANNA, 0, 30)
    ask(line, Ticket(ANNA, Priority.EMERGENCY), Ticket(BEN, Priority.ANSWER))
    assert [(when, ticket.chat) for when, ticket in sent(line, 1)] == [(0, BEN)]
    line.refused(BEN, 1, 10)
    ask(line, Ticket(3, Priority.ANSWER), Ticket(BEN, Priority.ANSWER))
    assert [(when, t.chat) for when, t in sent(line, 60, since=1)] == [
        (11, 3),
        (11, BEN),
        (30, ANNA),
    ]


def test_the_same_chat_refused_twice_is_still_its_own_affair() -> None:
    line = Line()
    line.refused(ANNA, 0, 5)
    line.refused(ANNA, 6, 5)
    ask(line, Ticket(BEN, Priority.ANSWER))
    assert [when for when, _ in sent(line, 60, since=6)] == [6]


TICKETS = st.lists(
    st.tuples(
        st.floats(0, 20), st.sampled_from([1, 2, 3, -1, -2]), st.sampled_from(list(Priority))
    ),
    max_size=120,
)


@given(TICKETS)
def test_nothing_is_lost_and_no_limit_is_broken_but_by_an_emergency(
    asked: list[tuple[float, int, Priority]],
) -> None:
    line, now, left = Line(), 0.0, []
    for at, chat, priority in sorted(asked, key=lambda each: each[0]):
        left += sent(line, at, since=now)
        now = at
        line.ask(Ticket(chat, priority))
    left += sent(line, 10_000, since=now)
    assert len(left) == len(asked)
    assert within([when for when, _ in left], EVERYBODY)
    times: dict[int, list[float]] = defaultdict(list)
    for when, ticket in left:
        if ticket.priority in CALM:
            times[ticket.chat].append(when)
    assert all(within(each, of_chat(chat)) for chat, each in times.items())


@given(TICKETS)
def test_of_one_chat_and_priority_the_first_come_is_the_first_served(
    asked: list[tuple[float, int, Priority]],
) -> None:
    line = Line()
    tickets = [Ticket(chat, priority) for _, chat, priority in asked]
    ask(line, *tickets)
    places: dict[tuple[int, Priority], list[int]] = defaultdict(list)
    for _, ticket in sent(line, 10_000):
        places[ticket.chat, ticket.priority].append(ticket.place)
    assert all(each == sorted(each) for each in places.values())


class Handled(NamedTuple):
    """One message at Telegram, and when it was counted there."""

    at: float
    ticket: Ticket


def handled(line: Line, ways: Iterator[tuple[int, int]]) -> list[Handled]:
    """Let time go by until all have left, and Telegram be slow.

    Args:
        ways: How long each message is on its way there, and its answer back, in 64ths of a second.
    """
    found, under_way, now = list[Handled](), list[tuple[float, int, Ticket]](), 0.0
    while True:
        for ticket in line.admit(now):
            there, back = next(ways)
            found.append(Handled(now + there / 64, ticket))
            heappush(under_way, (now + (there + back) / 64, ticket.place, ticket))
        times = [under_way[0][0]] if under_way else []
        if (opens := line.opens_at(now)) is not None:
            times.append(opens)
        if not times:
            return found
        now = min(times)
        while under_way and under_way[0][0] <= now:
            line.answered(heappop(under_way)[2], now)


WAYS = st.lists(st.tuples(st.integers(0, 32), st.integers(0, 32)), min_size=1, max_size=50)


@settings(deadline=None)  # minutes of a group's, message by message
@given(TICKETS, WAYS)
def test_however_long_each_is_on_its_way_telegram_never_sees_more_than_it_allows(
    asked: list[tuple[float, int, Priority]], ways: list[tuple[int, int]]
) -> None:
    line = Line()
    ask(line, *(Ticket(chat, priority) for _, chat, priority in asked if priority in CALM))
    ask(line, *(Ticket(chat, Priority.REMINDER) for chat in range(100, 170)))
    seen = sorted(handled(line, cycle(ways)), key=lambda each: each.at)
    assert within([each.at for each in seen], EVERYBODY)
    for chat in {each.ticket.chat for each in seen}:
        times = [each.at for each in seen if each.ticket.chat == chat]
        assert within(times, of_chat(chat))


def test_messages_that_are_never_answered_give_their_places_back() -> None:
    line = Line()
    ask(line, *(Ticket(chat, Priority.REMINDER) for chat in range(1, 92)))
    assert len(handled(line, repeat((64_000, 0)))) == 91
    answer = Ticket(99, Priority.ANSWER)
    ask(line, answer)
    assert line.admit(10.0) == [answer]


def test_a_bot_that_may_send_more_sends_more() -> None:
    line = Line(rate=100)
    ask(line, *(Ticket(chat, Priority.REMINDER) for chat in range(1, 301)))
    assert [when for when, _ in sent(line, 9)] == [0] * 100 + [1] * 100 + [2] * 100


def test_the_limits_are_telegrams() -> None:
    assert (EVERYBODY, GROUP) == ((30, 1), (20, 60))
    assert PRIVATE.most / PRIVATE.seconds == 1
