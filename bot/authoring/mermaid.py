"""A flow as Mermaid text, for pages that draw it themselves: https://mermaid.js.org/syntax/flowchart.html"""

from collections.abc import Iterator

from bot.authoring.gates import opened_by
from bot.flow.graph import Graph, Step

ENDS = {4: ("{{", "}}"), 3: ("[/", "\\]"), 2: ("[[", "]]"), 1: ("([", "])"), 0: ("[", "]")}
WORDS = {4: "emergency", 3: "today", 2: "soon", 1: "self-care", 0: "a plan"}
COLOURS = {4: "#b3261e", 3: "#b35900", 2: "#1f5fb0", 1: "#1d7a3a"}
NAMED = 2  # options named on an arrow; of more, only their number is told
LONGEST = 70  # letters of one label


def mermaid(drawn: Graph) -> str:
    """Write a flow as a flowchart.

    A thick arrow: so many answers lead there by themselves. A dotted one: the most urgent ending that a question helps
    to reach, together with others.
    """
    return "\n".join(["flowchart TB", *(f"  {line}" for line in _lines(drawn)), ""])


def fenced(drawn: Graph) -> str:
    """The same as a page of Markdown."""
    return f"# {_plain(drawn.flow.title)}\n\n```mermaid\n{mermaid(drawn)}```\n"


def _lines(drawn: Graph) -> Iterator[str]:
    yield f"accTitle: {_plain(f'{drawn.flow.id}: {drawn.flow.title}')}"
    for step in drawn.steps:
        yield f'q{step.number}["{_question(drawn, step)}"]'
    for step in drawn.steps[1:]:
        yield f"q{step.number - 1} --> q{step.number}"
    for place, ending in enumerate(drawn.endings):
        left, right = ENDS[ending.urgency]
        yield f'e{place}{left}"{_label(f"{WORDS[ending.urgency]}: {ending.title}")}"{right}'
    for step in drawn.steps:
        yield from _arrows(drawn, step)
    last = len(drawn.steps)
    for place, ending in enumerate(drawn.endings):
        if ending.only_when:
            yield f'q{last} -. "only when all it asks for was answered" .-> e{place}'
        elif ending.id == drawn.flow.otherwise_ending:
            yield f'q{last} -- "otherwise" --> e{place}'
    for urgency, colour in COLOURS.items():
        yield f"classDef u{urgency} fill:{colour},stroke:{colour},color:#ffffff"
    for place, ending in enumerate(drawn.endings):
        yield f"class e{place} u{ending.urgency}"


def _question(drawn: Graph, step: Step) -> str:
    many = " (several answers)" if step.question.many else ""
    named = _label(f"{step.number}: {step.question.short}{many}")
    gate = opened_by(drawn, step)
    return f"{named}<br/>{_label(gate)}" if gate else named


def _arrows(drawn: Graph, step: Step) -> Iterator[str]:
    helped = False
    for place, ending in enumerate(drawn.endings):
        lead = step.leads.get(ending.id)
        if lead and lead.alone:
            yield f'q{step.number} == "{_label(_answers(step, lead.alone))}" ==> e{place}'
        elif lead and not helped:
            yield f"q{step.number} -.-> e{place}"
        helped = helped or lead is not None


def _answers(step: Step, alone: tuple[str, ...]) -> str:
    options = [step.question.options[name] for name in alone]
    if len(options) > NAMED:
        return f"{len(options)} answers"
    return " / ".join(option.button or option.label for option in options)


def _label(words: str) -> str:
    """Words inside quotes, where Mermaid and its Markdown and HTML must find nothing to act on."""
    cut = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return "".join(sign if sign.isalnum() or sign in SAFE else f"#{ord(sign)};" for sign in cut)


SAFE = " .,:/'’“”–…()?!-"


def _plain(words: str) -> str:
    """Words of the title line, which knows no quotes and ends with the line."""
    return " ".join(
        "".join(sign if sign.isalnum() or sign in SAFE else " " for sign in words).split()
    )
