"""People who answer in their own way, so that where their answers lead has to be worked out first.

In the other measurements everybody answers alike, and the core remembers where that leads.
"""

import random
import time
from collections.abc import Iterator

from bench.play import CLOCK, tap
from bench.script import COMMAND
from bot.config import Config
from bot.flow.effects import Rewrite, Show
from bot.flow.events import Commanded, Event, Happening
from bot.flow.library import Library
from bot.flow.state import State
from bot.flow.step import step
from bot.load import load_library, load_texts

PEOPLE = 1_000
USUAL = 0.8  # how often somebody gives the answer most people give
TAPS = 60  # at most, for one who ticks and unticks


def measure() -> list[float]:
    """Time each step of their checks, the first of them with a flow nobody has answered yet.

    Returns:
        Milliseconds, a step each, smallest first.
    """
    library, chance = load_library(Config(), load_texts()), random.Random(1)
    return sorted(took for _ in range(PEOPLE) for took in _check(library, chance))


def _check(library: Library, chance: random.Random) -> Iterator[float]:
    state, buttons = State(), list[str]()
    what: Happening = Commanded(COMMAND)
    for _ in range(TAPS):
        event = Event(what, CLOCK.now(), "en")
        begun = time.perf_counter()
        state, effects = step(library, state, event)
        yield 1000 * (time.perf_counter() - begun)
        if state.view == "result":
            return
        for effect in effects:
            if isinstance(effect, Show | Rewrite) and effect.keyboard:
                buttons = [button.data for row in effect.keyboard for button in row]
        what = _choice(library, state, buttons, chance)


def _choice(library: Library, state: State, buttons: list[str], chance: random.Random) -> Happening:
    """Tap one of the options; where there are none, whatever leads on."""
    view, _, name = state.view.partition(":")
    if view != "question":
        return tap(next(data for data in buttons if ":begin:" in data))
    usual = f"{state.card}:o:{library.main.questions[name].usual}"
    if usual in buttons and chance.random() < USUAL:
        return tap(usual)
    ticked = state.run is not None and state.run.picked
    wanted = (":o:", ":done") if ticked else (":o:",)
    return tap(chance.choice([data for data in buttons if any(one in data for one in wanted)]))
