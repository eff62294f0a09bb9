"""The result's other sides: why it says so, and what would change it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.flow.cards import Card, choice
from bot.flow.cards.about import unreviewed
from bot.flow.cards.question import listed
from bot.flow.cards.reasons import because, quote
from bot.flow.condition import Given
from bot.flow.decide import decide
from bot.flow.ending import EMERGENCY
from bot.flow.explain import Change, Step, changes
from bot.flow.model import Flow
from bot.text import Block, Text, text

REASONS = 6  # rules told; where more hold, they say alike
LINES = 10  # of changes told one by one; more is not read
OPTIONS = 3  # named in a line; all of them where the line calls for an ambulance

BACK = choice(text("Back to the result"), "back")
NOT_ALL = Block(
    "plain",
    text("This list is not complete. If you get worse in any other way, be seen without waiting."),
)


def why_card(flow: Flow, given: Given) -> Card:
    """The rules that decided, each with the answers it rests on and its source; then what did not decide."""
    verdict = decide(flow, given)
    blocks = [Block("title", text("Why: {ending}", ending=Text(verdict.ending.title)))]
    for reason in verdict.reasons[:REASONS]:
        source = flow.sources[reason.source].title
        told = text("{reason} ({source})", reason=because(flow, reason), source=source)
        blocks.append(Block("item", told))
    quoted = {
        question for reason in verdict.reasons for question, values in reason.answers if values
    }
    others = [quote(flow, q, values) for q, values in given.items() if q not in quoted]
    if others:
        blocks.append(Block("heading", text("What did not decide it")))
        blocks += [Block("item", other) for other in others]
    blocks.append(Block("note", text("/about has the sources in full.")))
    return Card((*blocks, *unreviewed(flow)), ((BACK,),))


def changes_card(flow: Flow, given: Given) -> Card:
    """Which other answers would make the advice more urgent, by the ending they would bring."""
    found = changes(flow, given)
    blocks = [Block("title", text("What would make it more urgent"))]
    if not found:
        blocks.append(
            Block(
                "plain",
                text(
                    "No other answer to one or two of these questions would. But if you get worse in any way, be seen without waiting."
                ),
            )
        )
        return Card(tuple(blocks), ((BACK,),))
    blocks.append(Block("plain", text("If all else stays as you said, and this were your answer:")))
    blocks += _by_ending(flow, _that_may_come(flow, found))
    blocks += [
        Block(
            "plain",
            text(
                "If any of this happens, do at once what stands above it. If that is an ambulance, call first: /{command} can wait.",
                command=flow.command,
            ),
        ),
        NOT_ALL,
        Block(
            "note",
            text(
                "Worked out by the same rules as your result. Some of these answers would bring more questions, which can make it more urgent still."
            ),
        ),
    ]
    return Card(tuple(blocks), ((BACK,),))


def _that_may_come(flow: Flow, found: tuple[Change, ...]) -> tuple[Change, ...]:
    """Leave out who the check is for and the like: no answer to it is worse, so it is nothing to watch for."""
    worse = [c for c in found if all(flow.questions[step.question].ranks for step in c.steps)]
    return tuple(worse) or found


def _by_ending(flow: Flow, found: tuple[Change, ...]) -> Iterator[Block]:
    """A heading for each ending, and its share of lines; the questions there is no room for are named."""
    endings = [list(some) for _, some in groupby(found, key=lambda change: change.ending.id)]
    told: set[str] = set()
    room = LINES
    for left, of_ending in zip(range(len(endings), 0, -1), endings, strict=True):
        lines = sorted(_lines(flow, of_ending), key=lambda line: (line.late, line.question in told))
        shown = lines[: -(-room // left)]
        room -= len(shown)
        told |= {line.question for line in shown}
        yield Block("heading", Text(of_ending[0].ending.title))
        yield from (Block("item", line.words) for line in shown)
        rest = dict.fromkeys(line.question for line in lines[len(shown) :])
        if others := [Text(flow.questions[question].short) for question in rest]:
            yield Block("item", text("other answers to: {questions}", questions=listed(others)))


@dataclass(frozen=True, slots=True)
class _Line:
    question: str
    late: bool  # what may come to be beside what was said is told before what contradicts it
    words: Text


def _lines(flow: Flow, some: Sequence[Change]) -> Iterator[_Line]:
    """One line for each question, with its options; one for each pair of answers."""
    for question, of_question in groupby(some, key=lambda change: change.steps[0].question):
        singles = [change.steps[0] for change in of_question if len(change.steps) == 1]
        if singles:
            whole = some[0].ending.urgency == EMERGENCY
            yield _Line(question, not singles[0].beside, _either(flow, singles, whole=whole))
    for change in some:
        if len(change.steps) > 1:
            first, second = (_either(flow, [step]) for step in change.steps)
            both = text("{first}, and {next}", first=first, next=second)
            yield _Line(change.steps[0].question, True, both)


def _either(flow: Flow, steps: list[Step], *, whole: bool = False) -> Text:
    """Swelling: “Yes, one leg” or “Yes, one arm”."""
    question = flow.questions[steps[0].question]
    options = [question.options[step.option] for step in steps]
    named = options if whole or len(options) <= OPTIONS + 1 else options[:OPTIONS]
    answers = [text("“{answer}”", answer=Text(o.button or o.label)) for o in named]
    if more := len(options) - len(named):
        joined = text("{answers} or {count} others", answers=listed(answers), count=more)
    elif len(answers) > 1:
        joined = text("{first} or {next}", first=listed(answers[:-1]), next=answers[-1])
    else:
        joined = answers[0]
    return text("{question}: {answers}", question=Text(question.short), answers=joined)
