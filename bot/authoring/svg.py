"""A flow as an SVG picture: questions down the left, endings as columns, and how each leads to each.

Urgency shows in shape, in words and in colour, so that none of the three is needed to read it.
"""

from collections.abc import Iterator
from html import escape
from itertools import takewhile
from unicodedata import east_asian_width

from bot.authoring.gates import opened_by
from bot.flow.ending import Ending
from bot.flow.graph import Graph, Lead, Step

ROW, HEAD, FOOT, MARGIN = 44, 108, 92, 24
ASKED, COLUMN, INDENT = 552, 216, 26
WORDS = {4: "emergency", 3: "today", 2: "soon", 1: "self-care", 0: "a plan"}
SHAPES = {  # around 0, 0, about 11 high
    4: '<path d="M-5-12h10l7 7v10l-7 7h-10l-7-7v-10z"/>',
    3: '<path d="M0-12 13 11h-26z"/>',
    2: '<path d="M-10-10h20v20h-20z"/>',
    1: '<circle r="11"/>',
    0: '<path d="M-11-5H11M-11 5H11" stroke="#808080" stroke-width="4"/>',  # a plan: no urgency, no colour
}
STYLE = """
svg{--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--paper:#fff;--band:#f6f8fa;
--u4:#b3261e;--u3:#b35900;--u2:#1f5fb0;--u1:#1d7a3a}
@media (prefers-color-scheme:dark){svg{--ink:#e6edf3;--soft:#9aa4af;--line:#3d444d;--paper:#0d1117;--band:#161b22;
--u4:#ff8a80;--u3:#ffb35c;--u2:#7fb7ff;--u1:#6fd08c}}
text{font-family:system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--ink)}
.paper{fill:var(--paper)}.band{fill:var(--band)}.line{stroke:var(--line);fill:none}
.title{font-size:22px;font-weight:700}.head{font-size:14px;font-weight:700}.ask{font-size:15px;font-weight:600}
.note{font-size:12px;fill:var(--soft)}.cell{font-size:12px}
.u4{fill:var(--u4);stroke:var(--u4)}.u3{fill:var(--u3);stroke:var(--u3)}
.u2{fill:var(--u2);stroke:var(--u2)}.u1{fill:var(--u1);stroke:var(--u1)}
.open{fill:var(--paper);stroke-width:2}
"""


def svg(drawn: Graph) -> str:
    """Draw a flow. The same flow gives the same text."""
    width = 2 * MARGIN + ASKED + COLUMN * len(drawn.endings)
    height = HEAD + ROW * len(drawn.steps) + FOOT
    title = f"{drawn.flow.id}: {drawn.flow.title}"
    about = (
        f"{len(drawn.steps)} questions in the order asked, and which of {len(drawn.endings)} endings"
        f" each can lead to, by {len(drawn.flow.rules)} rules."
    )
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    about_it = 'role="img" aria-labelledby="title about"'
    version = f"Version {drawn.flow.version}. Reviewed by: {drawn.flow.reviewed.by}."
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {about_it}>',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="about">{escape(about)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        _words("title", MARGIN, 42, title, 42),
        _words("note", MARGIN, 66, version, 90),
        *(_heading(place, ending) for place, ending in enumerate(drawn.endings)),
        *(line for step in drawn.steps for line in _row(drawn, step, width)),
        *_openings(drawn),
        *_legend(height - FOOT),
    ]
    return "\n".join([*parts, "</svg>\n"])


def _heading(place: int, ending: Ending) -> str:
    x = _column(place)
    first, second = _two_lines(ending.title, 25)
    return (
        f"<g>{_shape(ending.urgency, x + 11, 30)}"
        f"{_words('head', x + 32, 35, WORDS[ending.urgency], 16)}"
        f"{_words('note', x, 66, first, 27)}{_words('note', x, 84, second, 27)}</g>"
    )


def _row(drawn: Graph, step: Step, width: int) -> Iterator[str]:
    y = _top(step)
    if step.number % 2:
        yield f'<rect class="band" x="0" y="{y}" width="{width}" height="{ROW}"/>'
    x = _left(step)
    room = MARGIN + ASKED - x - 20
    gate = opened_by(drawn, step)
    many = " (several answers)" if step.question.many else ""
    yield f"<g><title>{escape(step.question.ask)}{escape(f' Asked {gate}.' if gate else '')}</title>"
    yield _words(
        "ask", x, y + (19 if gate else 27), f"{step.number}. {step.question.short}{many}", room // 8
    )
    if gate:
        yield _words("note", x, y + 36, gate, room // 6)
    yield "</g>"
    for place, ending in enumerate(drawn.endings):
        if lead := step.leads.get(ending.id):
            yield _cell(place, y, step, ending, lead)


def _cell(place: int, y: int, step: Step, ending: Ending, lead: Lead) -> str:
    x, middle = _column(place), y + ROW // 2
    reasons = escape(f"{ending.title}: {' '.join(lead.reasons)}")
    if lead.alone:
        answers = "1 answer" if len(lead.alone) == 1 else f"{len(lead.alone)} answers"
    else:
        answers = "several at once" if step.number in lead.beside else ""
    others = _ranges([number for number in lead.beside if number != step.number])
    beside = f"with {others}" if others else ""
    lines = [line for line in (answers, f"or {beside}" if answers and beside else beside) if line]
    offset = 4 if len(lines) == 1 else -3
    words = "".join(
        _words("cell", x + 32, middle + offset + 15 * row, line, 27)
        for row, line in enumerate(lines)
    )
    return f"<g><title>{reasons}</title>{_shape(ending.urgency, x + 11, middle, filled=bool(lead.alone))}{words}</g>"


def _openings(drawn: Graph) -> Iterator[str]:
    """A line from each question to those below it that it opens; one that stands farther off only says so."""
    for step in drawn.steps:
        opener = drawn.steps[step.after - 1] if step.after else step
        between = drawn.steps[opener.number : step.number]
        if between and all(each.depth > opener.depth for each in between):
            x = _left(opener) + 8
            yield (
                f'<path class="line" d="M{x} {_top(opener) + ROW - 4}V{_top(step) + ROW // 2}'
                f'H{_left(step) - 6}"/>'
            )


def _legend(y: int) -> Iterator[str]:
    yield f'<path class="line" d="M{MARGIN} {y + 8}H{MARGIN + ASKED + 2 * COLUMN}"/>'
    lines = (
        (
            True,
            "Filled: that many of its answers bring this ending by themselves, or a more urgent one.",
        ),
        (
            False,
            "Hollow: only together with answers to the questions of these numbers. The most urgent ending wins.",
        ),
    )
    for place, (filled, words) in enumerate(lines):
        middle = y + 32 + 30 * place
        yield _shape(2, MARGIN + 12, middle, filled=filled) + _words(
            "cell", MARGIN + 36, middle + 4, words, 130
        )


def _ranges(numbers: list[int]) -> str:
    """Numbers in a few signs: 1 4 6–9."""
    said: list[str] = []
    for first in (n for n in numbers if n - 1 not in numbers):
        last = next(n for n in numbers if n >= first and n + 1 not in numbers)
        between = " " if last == first + 1 else "–"
        said.append(str(first) if last == first else f"{first}{between}{last}")
    return " ".join(said)


def _shape(urgency: int, x: int, y: int, *, filled: bool = True) -> str:
    kind = f"u{urgency}" if filled else f"u{urgency} open"
    return f'<g class="{kind}" transform="translate({x} {y})">{SHAPES[urgency]}</g>'


def _column(place: int) -> int:
    return MARGIN + ASKED + COLUMN * place


def _top(step: Step) -> int:
    return HEAD + ROW * (step.number - 1)


def _left(step: Step) -> int:
    return MARGIN + INDENT * min(step.depth, 6)


def _words(kind: str, x: int, y: int, words: str, room: int) -> str:
    """One line of text, cut to about `room` letters."""
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(_cut(words, room))}</text>'


def _cut(words: str, room: int) -> str:
    if sum(map(_letters, words)) <= room:
        return words
    wide = [sum(map(_letters, words[:end])) for end in range(1, len(words) + 1)]
    kept = len(list(takewhile(lambda used: used < room, wide)))
    return f"{words[:kept].rstrip()}…"


def _letters(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WF" else 1


def _two_lines(words: str, room: int) -> tuple[str, str]:
    first = ""
    rest = words.split()
    while rest and sum(map(_letters, f"{first} {rest[0]}")) <= room:
        first = f"{first} {rest.pop(0)}".strip()
    return first or _cut(words, room), " ".join(rest) if first else ""
