"""Claims as flow files write them."""

import pytest

from bot.flow.condition import Chosen
from bot.flow.model import Claim
from bot.flow.read import read_flow
from tests.flow.read_cases import GOOD, told

BEFORE = GOOD[: GOOD.index("claims: ")]


def test_claims_are_read_in_the_order_of_the_file() -> None:
    claims = "claims: [{rising: true}, {always: emergency, when: {risk: clot}}, {never: soon},"
    claims += " {at most: 2 taps, to: soon, when: {risk: clot}}, {at most: 1 tap}]\n"
    assert read_flow(BEFORE + claims, "f").claims == (
        Claim("rising"),
        Claim("always", "emergency", Chosen("risk", frozenset({"clot"}))),
        Claim("never", "soon"),
        Claim("at most", "soon", Chosen("risk", frozenset({"clot"})), 2),
        Claim("at most", taps=1),
    )


BAD = {
    "an unknown ending": (
        "{always: sooon}",
        ["19: 'sooon' is not an ending; did you mean 'soon'?"],
    ),
    "an ending near none": (
        "{never: zzz}",
        ["18: 'zzz' is not an ending; there are 'self_care', 'soon', 'emergency'"],
    ),
    "two kinds at once": (
        "{always: soon, never: soon}",
        ["10: a claim says one of 'always', 'never', 'rising: true' and 'at most: … taps'"],
    ),
    "rising and never": (
        "{rising: true, never: soon}",
        ["10: a claim says one of 'always', 'never', 'rising: true' and 'at most: … taps'"],
    ),
    "no kind": (
        "{when: {risk: clot}}",
        ["10: a claim says one of 'always', 'never', 'rising: true' and 'at most: … taps'"],
    ),
    "a slip in a kind": (
        "{nevr: soon}",
        [
            "11: 'nevr' is not a key of a claim (always, never, rising, at most, to, when); did you mean 'never'?"
        ],
    ),
    "rising: false": (
        "{rising: false}",
        ["19: 'rising' can only be true: leave the claim out"],
    ),
    "rising that is no flag": (
        "{rising: perhaps}",
        ["19: true or false is expected here, not 'perhaps'"],
    ),
    "rising with a when": (
        "{rising: true, when: {risk: clot}}",
        ["25: 'rising' is about every answer: it has no 'when'"],
    ),
    "an unknown question": (
        "{never: soon, when: {rsik: clot}}",
        ["31: 'rsik' is not a question; did you mean 'risk'?"],
    ),
    "an unknown option": (
        "{never: soon, when: {risk: clott}}",
        ["37: 'clott' is not an option of 'risk'; did you mean 'clot'?"],
    ),
    "a number without its unit": (
        "{at most: 2, to: soon}",
        ["20: '1 tap' to '99 taps' is expected here, not '2'"],
    ),
    "no taps at all": (
        "{at most: 0 taps}",
        ["20: '1 tap' to '99 taps' is expected here, not '0 taps'"],
    ),
    "taps to nowhere": (
        "{at most: 2 taps, to: sooon}",
        ["32: 'sooon' is not an ending; did you mean 'soon'?"],
    ),
    "to without taps": (
        "{never: soon, to: soon}",
        ["24: 'to' belongs to 'at most: … taps'"],
    ),
    "taps and never": (
        "{at most: 2 taps, never: soon}",
        ["10: a claim says one of 'always', 'never', 'rising: true' and 'at most: … taps'"],
    ),
    "words for a claim": ("never", ["10: a mapping is expected here, not text"]),
}


@pytest.mark.parametrize(("claim", "mistakes"), BAD.values(), ids=BAD.keys())
def test_a_claim_that_says_nothing_sound_is_told_at_its_place(
    claim: str, mistakes: list[str]
) -> None:
    line = BEFORE.count("\n") + 1
    expected = [f"{line}:{mistake}" for mistake in mistakes]
    assert told(f"{BEFORE}claims: [{claim}]\n") == expected


def test_claims_are_a_list() -> None:
    line = BEFORE.count("\n") + 1
    assert told(f"{BEFORE}claims: {{rising: true}}\n") == [
        f"{line}:9: a list is expected here, not a mapping"
    ]
