"""Follow-ups in a flow file: what is read, and each mistake at its place."""

from datetime import timedelta

import pytest

from bot.flow.read import read_flow
from tests.flow.read_cases import changed, told

FOLLOW_UP = """\
    follow up:
      after: 24 hours
      offer: Remind me
      ask: How is it now?
      source: house
      when: {swelling: none}
      answers:
        gone: {label: Gone, say: Good.}
        sore: {label: Still sore, say: Look again., then: check}
"""


def flow(follow_up: str) -> str:
    return changed(("    only when:", f"{follow_up}    only when:"))


def test_a_follow_up_is_read() -> None:
    asked = read_flow(flow(FOLLOW_UP), "f").endings["self_care"].follow_up
    assert asked is not None
    assert (asked.after, asked.offer, asked.ask) == (
        timedelta(days=1),
        "Remind me",
        "How is it now?",
    )
    assert [(r.id, r.label, r.leads_to) for r in asked.replies.values()] == [
        ("gone", "Gone", "rest"),
        ("sore", "Still sore", "check"),
    ]


@pytest.mark.parametrize(
    ("good", "bad", "problem"),
    [
        ("after: 24 hours", "after: soon", "a time such as '24 hours' or '14 days' is expected"),
        ("      ask: How is it now?\n", "", "a follow-up needs 'ask'"),
        ("source: house", "source: mum", "'mum' is not a source"),
        ("then: check", "then: chek", "'chek' is not one of rest, advice, check; did you mean"),
        ("say: Good.", "sya: Good.", "'sya' is not a key of answer 'gone' (label, say, then)"),
        ("        gone:", "        Gone!:", "the name 'Gone!' must be a-z, 0-9 and _"),
        ("swelling: none", "swelling: nun", "'nun' is not an option of 'swelling'"),
        ("offer: Remind me", "offers: Remind me", "did you mean 'offer'?"),
    ],
)
def test_a_slip_in_it_is_told_where_it_stands(good: str, bad: str, problem: str) -> None:
    assert good in FOLLOW_UP
    problems = told(flow(FOLLOW_UP.replace(good, bad, 1)))
    assert len(problems) == 1
    assert problem in problems[0]
