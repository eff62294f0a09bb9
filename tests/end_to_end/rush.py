"""What people ask for while thousands are reminded, and when they are answered, by Telegram's clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.sandbox import Group, Person, Sandbox
from bot.sandbox.api import Call

CRY, ADVICE = "I can't breathe", "Get an ambulance now"
QUESTIONS = {"/about": "Free software", "/help": "How to use me", "/privacy": "keep your answers"}
IN_PRIVATE = "I answer in private"


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a chat is waiting for: parts of the messages to come, in their order."""

    chat: int
    at: float
    wanted: Sequence[str]

    def came(self, sandbox: Sandbox) -> list[float]:
        """When each of them was taken by Telegram; those that were not are missing."""
        calls = sent(sandbox.calls_to(self.chat))
        first = (
            next((c.at for c in calls if part in c.params["text"]), None) for part in self.wanted
        )
        return [at for at in first if at is not None]

    def answered(self, sandbox: Sandbox) -> bool:
        return len(self.came(sandbox)) == len(self.wanted)

    def in_order(self, sandbox: Sandbox) -> bool:
        """Whether all came, each after the one before."""
        came = self.came(sandbox)
        return len(came) == len(self.wanted) and all(a < b for a, b in pairwise(came))

    def wait(self, sandbox: Sandbox) -> float:
        """Seconds until the first came."""
        return min(self.came(sandbox)) - self.at


def sent(calls: Sequence[Call]) -> list[Call]:
    """The messages among some calls that Telegram took."""
    return [call for call in calls if call.method == "sendMessage" and call.ok]


def refused(sandbox: Sandbox) -> int:
    """How often Telegram asked to be left in peace (429)."""
    return sum(call.code == 429 for call in sandbox.calls)


def cry(sandbox: Sandbox) -> Asked:
    """Somebody new is in danger."""
    return _ask(sandbox, sandbox.user("Zoe"), [CRY], [ADVICE])


def ask_all_at_once(sandbox: Sandbox) -> Asked:
    """Somebody new wants to know several things at once."""
    return _ask(sandbox, sandbox.user("Ben"), list(QUESTIONS), list(QUESTIONS.values()))


def ask_in_group(sandbox: Sandbox, group: Group, person: Person, times: int) -> None:
    """Somebody asks in a group, so often."""
    for _ in range(times):
        person.send(f"/check@{sandbox.world.bot.username}", group)


def _ask(sandbox: Sandbox, person: Person, words: Sequence[str], wanted: Sequence[str]) -> Asked:
    asked = Asked(person.id, sandbox.world.clock(), wanted)
    for each in words:
        person.send(each)
    return asked
