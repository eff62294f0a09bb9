"""A small sound flow, and what is said of it once something in it is changed."""

from bot.flow.errors import InvalidFlow
from bot.flow.read import read_flow

GOOD = """\
flow: leg-check
version: "1"
title: Leg cramp or something more?
about: Is it a clot?
command: check
reviewed: {on: 2026-11-22, until: 2027-11-22, by: nobody yet}
sources:
  nhs: {title: "NHS: clots", at: nhs.uk/dvt, note: a copy}
  house: {title: Caution, at: docs}
terms:
  likely:
    any:
      - risk: [clot, "yes"]
      - risk: {at least: 2, of: [smoker, "yes"]}
questions:
  risk:
    ask: Does any of these apply?
    short: Risks
    choose: many
    options:
      clot: {label: A clot before, lasting: 1 hour}
      smoker: {label: I smoke, lasting: 2 weeks}
      yes:
        label: Sixty
        alone: true
        stands for:
          - {age: {over: 60, below: 90.5}, sex: [f, m]}
          - {symptom: {lacks: pain}}
          - {travel.mode: air}
      none: None of these
    assumed: none
  swelling:
    ask: Is the leg swollen?
    short: Swelling
    help: Look at both.
    why: A clot swells one leg.
    source: nhs
    columns: 2
    when: {risk: none}
    options:
      none: No
      one_leg:
        label: Yes, one leg
        button: One leg
        also: [just one, one]
        lasting: 24 hours
      not_sure: {label: I can't tell, lasting: longer, also: unsure}
    worry: [[none, one_leg], not_sure]
    assumed: none
    strict: true
    fresh for: 14 days
    hints:
      worrying: {one_leg: points to a clot}
      reassuring: {none: fits a cramp}
listen:
  swelling:
    one_leg:
      en: [My leg’s   SWOLLEN, big leg]
      es: hinchazón
rules:
  - at least: emergency
    when: {is: likely, swelling: {any of: [one_leg, not_sure]}}
    unless: {not: {risk: {none of: [smoker]}}}
    because: These can be signs of a clot.
    source: nhs
otherwise:
  ending: soon
  because: Nothing urgent stands out.
  source: house
endings:
  self_care:
    urgency: 1
    title: This fits a cramp
    by when: Look again tomorrow.
    say: [Rest., {say: Drink., when: {swelling: {only: none}}}]
    advice:
      Do now:
        - {say: Stretch., source: house, when: {risk: {all of: [smoker, clot], none of: "yes"}}}
    safety net: This cannot rule out a clot.
    only when:
      - when: {swelling: none, risk: none}
        because: It was short.
        source: house
  soon: {urgency: 2, title: See someone, by when: This week., safety net: Mind it., say: []}
  emergency: {urgency: 4, title: Call now, by when: Now., say: Call.}
claims: [{rising: true}, {never: self_care, when: {risk: clot}}]
"""

SWELLING_OPTIONS = GOOD[GOOD.index("options:\n      none: No") : GOOD.index("    worry:")]
CALM = GOOD[GOOD.index("    only when:") : GOOD.index("  soon:")]
SOURCES = GOOD[GOOD.index("sources:") : GOOD.index("terms:")]
TERMS = GOOD[GOOD.index("terms:") : GOOD.index("questions:")]

Change = tuple[str, str]  # what is written, and what is written instead
QUESTION_KEYS = (
    "(ask, short, options, help, why, source, choose, columns, when, "
    "worry, assumed, strict, fresh for, hints, handover)"
)


def changed(*changes: Change) -> str:
    """The sound flow with each change made once."""
    text = GOOD
    for old, new in changes:
        assert old in text, f"{old!r} is not in the sound flow"
        text = text.replace(old, new, 1)
    return text


# The same, with nothing in it that no chat shows.
PROVED = changed(
    ("    when: {risk: none}\n", '    when: {risk: {none of: "yes"}}\n'),
    ("{risk: {none of: [smoker]}}", '{risk: {none of: "yes"}}'),
    ("{all of: [smoker, clot],", "{all of: none,"),
)


def told(text: str) -> list[str]:
    """Every mistake of a file, each as `line:column: message`; none where it is sound."""
    try:
        read_flow(text, "f")
    except InvalidFlow as invalid:
        return [str(problem).removeprefix("f:") for problem in invalid.problems]
    return []
