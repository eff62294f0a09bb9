"""Who may send next: the most pressing first, each no sooner than its chat and everybody's limit allow.

Pure: times are seconds of any clock that never runs backwards.
"""

import heapq
from dataclasses import dataclass, field
from enum import IntEnum

from bot.outbound.windows import EVERYBODY, Limit, Window, of_chat

SWEEP = 1_000  # chats remembered before those whose limits are unused are forgotten


class Priority(IntEnum):
    """What goes first where not everything can leave at once."""

    EMERGENCY = 0
    ANSWER = 1
    REMINDER = 2
    CHANNEL = 3


@dataclass(eq=False, slots=True)
class Ticket:
    """One message in the line. `left` turns true where it no longer wants to be sent."""

    chat: int
    priority: Priority
    left: bool = False
    place: int = field(default=0, init=False)

    def __lt__(self, other: "Ticket") -> bool:
        return (self.priority, self.place) < (other.priority, other.place)


class Line:
    """Tickets that wait. Those of one priority are admitted in the order they came."""

    def __init__(self, rate: int = EVERYBODY.most) -> None:
        """Begin empty, with every limit unused.

        Args:
            rate: Messages a second, to everybody together.
        """
        self._everybody = Window(Limit(rate, EVERYBODY.seconds))
        self._chats: dict[int, Window] = {}
        self._ready: list[Ticket] = []  # a heap; the chat has room, as far as was known
        self._later: list[tuple[float, Ticket]] = []  # a heap; the chat has none until then
        self._asked = 0

    def ask(self, ticket: Ticket) -> None:
        """Let a ticket join."""
        self._asked += 1
        ticket.place = self._asked
        heapq.heappush(self._ready, ticket)

    def admit(self, now: float) -> list[Ticket]:
        """Let go whoever may leave now; tell of each answer afterwards."""
        while self._later and self._later[0][0] <= now:
            heapq.heappush(self._ready, heapq.heappop(self._later)[1])
        admitted: list[Ticket] = []
        while self._ready and self._everybody.room_at(now) <= now:
            ticket = heapq.heappop(self._ready)
            if ticket.left:
                continue
            window = self._window(ticket.chat, now)
            room = window.room_at(now)
            # An emergency does not wait for its chat's limit: a refusal would cost no more than the wait.
            if room > now and (ticket.priority is not Priority.EMERGENCY or window.held(now)):
                heapq.heappush(self._later, (room, ticket))
                continue
            window.use(ticket, now)
            self._everybody.use(ticket, now)
            admitted.append(ticket)
        return admitted

    def answered(self, ticket: Ticket, now: float) -> None:
        """Telegram answered what a ticket let go, or will not any more."""
        self._everybody.answered(ticket, now)
        if (window := self._chats.get(ticket.chat)) is not None:
            window.answered(ticket, now)

    def opens_at(self, now: float) -> float | None:
        """When `admit` may find somebody again; None where nobody waits."""
        times = [self._later[0][0]] if self._later else []
        if self._ready:
            times.append(self._everybody.room_at(now))
        return min(times, default=None)

    def refused(self, chat: int, now: float, seconds: float) -> None:
        """Telegram asked to be left in peace, and did not say by whom.

        It is taken for the chat's own limit, until a second chat is refused while the first is held:
        then it is everybody's.
        """
        others = any(window.held(now) for other, window in self._chats.items() if other != chat)
        self._window(chat, now).hold(now + seconds)
        if others:
            self._everybody.hold(now + seconds)

    def _window(self, chat: int, now: float) -> Window:
        if len(self._chats) >= SWEEP and chat not in self._chats:
            self._chats = {c: w for c, w in self._chats.items() if not w.idle(now)}
        return self._chats.setdefault(chat, Window(of_chat(chat)))
