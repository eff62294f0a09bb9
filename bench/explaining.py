"""How long does it take to explain a result, and to draw the card for a clinician?

A flow that nobody has walked yet is the slowest there is: what its walks have in common is remembered afterwards.

`python -m bench.explaining [--people N]`
"""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from bench.play import CLOCK
from bench.report import heading, table
from bench.sizes import sizes
from bot.config import Config
from bot.flow.cards.handover import handover_doc
from bot.flow.cards.why import changes_card
from bot.flow.condition import Values
from bot.flow.drawings import Sheet
from bot.flow.model import Flow
from bot.flow.state import Answer, Run
from bot.flow.walk import walk
from bot.load import load_library, load_texts

PEOPLE, DRAWN = 200, 20
USUAL = 0.7  # how often somebody gives the plain answer
LIMIT_MS = 50.0  # of what would change a result: it is worked out while somebody waits


def main(people: int = PEOPLE) -> None:
    heading("Explaining")
    texts = load_texts()
    library, chance = load_library(Config(), texts), random.Random(1)
    every = [_answers(library.main, chance) for _ in range(people)]
    cold = sorted(_explained(replace(library.main), answers) for answers in every)
    warm = sorted(_explained(library.main, answers) for answers in every)
    from bot.pictures.draw import draw  # noqa: PLC0415
    from bot.pictures.printing import print_out  # noqa: PLC0415

    given = walk(library.main, every[0]).given
    run = Run(library.main.id, {question: Answer(v, 0, 1) for question, v in given.items()})
    sheet = Sheet(handover_doc(library, library.main, run, given, CLOCK.now()))
    speaker = texts.speaker("en", sheet.ids())
    table(
        ("", "p50", "longest"),
        [
            _row("ms of what would change a result, nothing remembered", cold),
            _row(f"ms of the same, after one another (aim: {LIMIT_MS:.0f})", warm),
            _row("ms of a card as a picture", [_took(draw, sheet, speaker) for _ in range(DRAWN)]),
            _row("ms of a card as a PDF", [_took(print_out, sheet, speaker) for _ in range(DRAWN)]),
        ],
    )


def _answers(flow: Flow, chance: random.Random) -> dict[str, Values]:
    return {
        name: (q.usual if chance.random() < USUAL else chance.choice(list(q.options)),)
        for name, q in flow.questions.items()
    }


def _explained(flow: Flow, answers: dict[str, Values]) -> float:
    given = walk(flow, answers).given
    return _took(changes_card, flow, given)


def _took(work: Callable[..., object], *args: object) -> float:
    begun = time.perf_counter()
    work(*args)
    return 1000 * (time.perf_counter() - begun)


def _row(name: str, took: list[float]) -> tuple[str, ...]:
    return name, f"{statistics.median(took):.1f}", f"{max(took):.1f}"


if __name__ == "__main__":
    main(**sizes("explaining", __doc__, people=PEOPLE))
