"""One event in one chat: everything it changes is kept together, once, whoever else is at work."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.clock import ScaledClock
from bot.config import Config
from bot.conversation import ATTEMPTS, SORRY, Conversation
from bot.flow.effects import Forget, Show
from bot.flow.events import CalledInPublic, Commanded, Happening, Overheard, Said, Tapped
from bot.flow.state import State
from bot.inbound.heard import Heard
from bot.load import load_library, load_texts
from bot.places.atlas import Atlas
from bot.store import ChatKey, Parcel, Store
from bot.store.codec import Codec, new_key
from bot.store.errors import Conflict
from bot.store.sqlite import SqliteStore

LIBRARY = load_library(Config(), load_texts())
CLOCK = ScaledClock(0, datetime(2026, 11, 24, tzinfo=UTC))
ANNA = ChatKey(1)


class Contested(SqliteStore):
    """A store where another process is faster, a few times."""

    losses = 0

    async def load(self, chat: ChatKey) -> tuple[State, int]:
        state, version = await super().load(chat)
        if self.losses:
            self.losses -= 1
            return state, version + 1
        return state, version


@dataclass
class Talk:
    store: Contested
    parcels: list[Parcel] = field(default_factory=list)
    updates: int = 0

    def conversation(self, store: Store | None = None) -> Conversation:
        return Conversation(LIBRARY, store or self.store, self.parcels.append, CLOCK)

    def heard(self, what: Happening, update: int | None = None, query: str | None = None) -> Heard:
        self.updates += 1
        return Heard(update or self.updates, ANNA, what, "en", query)

    async def hear(self, *whats: Happening) -> State:
        for what in whats:
            await self.conversation().happen(self.heard(what))
        return (await self.store.load(ANNA))[0]


@pytest.fixture
async def talk() -> AsyncIterator[Talk]:
    store = await Contested.open(":memory:", Codec([new_key()]), timedelta(days=30))
    assert isinstance(store, Contested)
    try:
        yield Talk(store)
    finally:
        await store.close()


@pytest.fixture(autouse=True)
def log() -> Iterator[list[EventDict]]:
    with capture_logs() as lines:
        yield lines


async def test_a_turn_is_kept_then_posted_with_its_language_and_its_tap(talk: Talk) -> None:
    await talk.conversation().happen(talk.heard(Commanded("start"), query="q"))
    (parcel,) = talk.parcels
    assert (parcel.chat, parcel.locale, parcel.query) == (ANNA, "en", "q")
    assert await talk.store.pending() == [parcel]
    assert (await talk.store.load(ANNA))[0].view == "start"


async def test_an_update_that_comes_again_changes_nothing(talk: Talk) -> None:
    for _ in range(3):
        await talk.conversation().happen(talk.heard(Commanded("start"), update=5))
    assert len(talk.parcels) == 1


async def test_what_means_nothing_leaves_no_trace(talk: Talk) -> None:
    assert await talk.hear(Overheard("nice weather"), CalledInPublic("weather")) == State()
    assert not talk.parcels
    assert await talk.store.load(ANNA) == (State(), 0)


async def test_a_command_in_public_is_answered_and_nothing_kept(talk: Talk) -> None:
    assert await talk.hear(CalledInPublic("check")) == State()
    assert len(talk.parcels) == 1


async def test_a_turn_that_lost_against_another_process_is_taken_anew(talk: Talk) -> None:
    await talk.hear(Commanded("start"))
    talk.store.losses = ATTEMPTS - 1
    await talk.conversation().happen(talk.heard(Commanded("check")))
    assert len(talk.parcels) == 2


async def test_one_who_always_loses_gives_up_and_names_nobody(talk: Talk) -> None:
    await talk.hear(Commanded("start"))
    talk.store.losses = ATTEMPTS
    with pytest.raises(Conflict, match="moved faster") as error:
        await talk.conversation().happen(talk.heard(Commanded("check")))
    assert str(ANNA.chat) not in str(error.value)


async def test_two_processes_at_once_both_have_their_say(talk: Talk) -> None:
    talk_heard = [talk.heard(Commanded(name)) for name in ("start", "help", "language")]
    await asyncio.gather(*(talk.conversation().happen(heard) for heard in talk_heard))
    assert len(talk.parcels) == 3
    assert (await talk.store.load(ANNA))[0].view


async def test_forgetting_leaves_only_the_farewell(talk: Talk) -> None:
    asked = await talk.hear(Commanded("start"), Commanded("erase"))
    assert await talk.hear(Tapped(asked.card, "erase")) == State()
    (last,) = await talk.store.pending()
    assert any(isinstance(effect, Forget) for effect in last.effects)
    assert last.locale == "en"


async def test_a_mistake_of_ours_is_owned_up_to_and_the_answers_are_safe(
    talk: Talk, log: list[EventDict]
) -> None:
    before = await talk.hear(Commanded("start"))
    broken = Conversation(
        replace(LIBRARY, flows=MappingProxyType({})), talk.store, talk.parcels.append, CLOCK
    )
    await broken.happen(talk.heard(Said("my knee")))
    (effect,) = talk.parcels[-1].effects
    assert isinstance(effect, Show)
    assert effect.doc[0].text == SORRY
    assert (await talk.store.load(ANNA))[0] == before
    assert [line["event"] for line in log] == ["a step failed"]
    assert "knee" not in str([{k: v for k, v in line.items() if k != "exc_info"} for line in log])


async def test_a_chat_whose_key_is_gone_begins_anew_and_is_logged_unnamed(
    talk: Talk, log: list[EventDict]
) -> None:
    await talk.hear(Commanded("start"))
    talk.store._codec = Codec([new_key()])
    assert (await talk.hear(Commanded("check"))).view == "consent:leg-check"
    assert len(talk.parcels) == 2
    assert [line["log_level"] for line in log] == ["error"]


class Shelved(Atlas):
    """An atlas whose files somebody is still fetching."""

    def __init__(self) -> None:
        super().__init__({})
        self.fetched, self.opened = threading.Event(), 0

    def open(self) -> None:
        self.opened += 1
        self.fetched.wait()


async def test_while_places_are_read_for_one_chat_another_is_answered(talk: Talk) -> None:
    atlas = Shelved()
    conversation = talk.conversation()
    conversation.library = replace(LIBRARY, atlas=atlas)
    whats: list[Happening] = [Commanded("trip"), Tapped(0, ""), Said("no"), Said("plane")]
    for what in whats:
        state, _ = await talk.store.load(ANNA)
        tap = Tapped(state.card, "begin:trip") if isinstance(what, Tapped) else what
        assert atlas.opened == 0
        await conversation.happen(talk.heard(tap))
    waiting = asyncio.ensure_future(conversation.happen(talk.heard(Said("lhr"))))
    ben = Heard(99, ChatKey(2), Commanded("start"), "en")
    await conversation.happen(ben)
    assert talk.parcels[-1].chat == ben.chat
    assert (await talk.store.load(ANNA))[0].view == "question:from"
    atlas.fetched.set()
    await waiting
    assert (await talk.store.load(ANNA))[0].view == "question:day"
    assert atlas.opened == 1
