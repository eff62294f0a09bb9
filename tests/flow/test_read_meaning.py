"""Mistakes in what questions, endings and rules mean together."""

import pytest

from tests.flow.read_cases import CALM, Change, changed, told

Cases = dict[str, tuple[list[Change], list[str]]]

NEEDED = "{}: question '{}' needs 'handover' (situation, background, assessment, nowhere), as others here have"

QUESTIONS: Cases = {
    "facts that no number meets": (
        [("{over: 60, below: 90.5}", "{over: 60, below: 60}")],
        ["27:30: no number is over and below these"],
    ),
    "a fact of two kinds": (
        [("{over: 60, below: 90.5}", "{over: 60, lacks: x}")],
        ["27:30: 'lacks' is for lists, 'over' and 'below' for numbers"],
    ),
    "a single option": (
        [
            (
                (
                    "      none: No\n"
                    "      one_leg:\n"
                    "        label: Yes, one leg\n"
                    "        button: One leg\n"
                    "        also: [just one, one]\n"
                    "        lasting: 24 hours\n"
                ),
                "",
            )
        ],
        [
            "41:7: one option is no choice",
            "42:14: 'none' is not an option of 'swelling'; there are 'not_sure' (and in line 43, 48, 69, 75)",
            "42:20: 'one_leg' is not an option of 'swelling'; there are 'not_sure' (and in line 47, 51, 56)",
        ],
    ),
    "two options of one label": (
        [("smoker: {label: I smoke,", "smoker: {label: a clot before,")],
        ["22:16: 'a clot before' means option 'clot' already"],
    ),
    "a word that means two options": (
        [("also: unsure", "also: Just one")],
        ["47:56: 'Just one' means option 'one_leg' already"],
    ),
    "a button that is another's label": (
        [("button: One leg", 'button: "No"')],
        ["44:9: 'No' means option 'none' already"],
    ),
    "a length that is asked back without one": (
        [
            (
                "clot: {label: A clot before, lasting: 1 hour}",
                "clot: {label: A clot before, confirm: Is it?}",
            )
        ],
        ["21:36: 'confirm' is for an option with 'lasting'"],
    ),
    "alone with one answer": (
        [("        button: One leg\n", "        button: One leg\n        alone: true\n")],
        ["45:9: 'alone' is for questions with 'choose: many'"],
    ),
    "assumed without an option alone": (
        [
            ("        alone: true\n", ""),
            ("none: None of these", "none: {label: None of these, alone: false}"),
        ],
        ["30:5: 'assumed' needs an option that is 'alone: true', as 'none' is"],
    ),
    "times that do not rise": (
        [("lasting: 2 weeks", "lasting: 60 minutes")],
        ["22:41: 'lasting' must be longer than that of the options before"],
    ),
    "a label too long for a button": (
        [("none: None of these", "none: " + "x" * 65)],
        ["30:13: this label has 65 characters; above 64 it needs a 'button'"],
    ),
    "a long form's label too long for a button": (
        [("label: I smoke", "label: " + "x" * 65)],
        ["22:16: this label has 65 characters; above 64 it needs a 'button'"],
    ),
    "a button too long": (
        [("button: One leg", "button: " + "x" * 41)],
        ["44:9: a button holds 40 characters; this has 41"],
    ),
    "worry that leaves one out": (
        [("[none, one_leg]", "[none]")],
        ["48:12: 'worry' leaves out one_leg"],
    ),
    "worry that ranks one twice": (
        [("[none, one_leg]", "[none, one_leg, none]")],
        ["48:29: 'none' is ranked twice"],
    ),
    "unsure before the last": (
        [("[[none, one_leg], not_sure]", "[none, not_sure, one_leg]")],
        ["48:19: 'not_sure' must stand in the last place: nothing is more worrying"],
    ),
    "two hints for one option": (
        [("{none: fits a cramp}", "{one_leg: fits a cramp}")],
        ["54:20: 'one_leg' has a worrying hint already"],
    ),
    "a part that no hand-over has": (
        [("    short: Risks\n", "    short: Risks\n    handover: backround\n")],
        [
            "19:15: 'backround' is not a part of a hand-over; did you mean 'background'?",
            NEEDED.format("33:3", "swelling"),
        ],
    ),
    "a question that the hand-over forgets": (
        [("    short: Swelling\n", "    short: Swelling\n    handover: nowhere\n")],
        [
            NEEDED.format("16:3", "risk"),
        ],
    ),
    "a question for nothing": (
        [
            (
                "listen:\n",
                ("  bored:\n    {ask: Are you?, short: Bored, options: {a: A, b: B}}\nlisten:\n"),
            )
        ],
        ["55:3: nothing depends on question 'bored': its answer changes nothing"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), QUESTIONS.values(), ids=QUESTIONS.keys())
def test_options_are_told_apart_and_ranked(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


LISTENING: Cases = {
    "a phrase without letters": (
        [("big leg]", "1 2]")],
        ["58:32: '1 2' has no letters to listen for"],
    ),
    "a phrase that means two options": (
        [("      es: hinchazón\n", "      es: hinchazón\n    not_sure: {en: Big LEG}\n")],
        ["60:20: 'Big LEG' means 'one_leg' already"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), LISTENING.values(), ids=LISTENING.keys())
def test_phrases_mean_one_option(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


ENDINGS: Cases = {
    "a calm ending without its conditions": (
        [(CALM, "")],
        ["71:3: ending 'self_care' needs 'only when', as its urgency is 1"],
    ),
    "a pressing ending with conditions": (
        [
            (
                "safety net: Mind it.,",
                (
                    "safety net: Mind it., only when: [{when: {risk: none}, because: b, "
                    "source: nhs}],"
                ),
            )
        ],
        ["84:85: 'only when' is for calm endings (urgency 1); this one needs rules"],
    ),
    "no safety net": (
        [("safety net: Mind it., ", "")],
        ["84:3: ending 'soon' needs 'safety net' unless its urgency is 4"],
    ),
    "advice without a source": (
        [("        - {say: Stretch.,", "        - Stretch.\n        - {say: Stretch.,")],
        ["78:11: advice needs a source: write {say: …, source: …}"],
    ),
    "advice that is empty": (
        [("        - {say: Stretch.,", "        -\n        - {say: Stretch.,")],
        ["78:10: this is empty"],
    ),
    "advice with its source left out": (
        [("{say: Stretch., source: house,", "{say: Stretch.,")],
        ["78:11: a line of advice needs 'source'"],
    ),
    "a line for everyone that hangs on an answer": (
        [
            (
                "terms:\n",
                "for everyone: [{say: Mind it., source: nhs, when: {risk: none}}]\nterms:\n",
            )
        ],
        ["10:45: 'when' is not a key of a line for everyone (say, source)"],
    ),
    "a rule that leads to calm": (
        [("at least: emergency", "at least: self_care")],
        ["61:15: 'self_care' is calm (urgency 1): only its own 'only when' may lead there"],
    ),
    "calm otherwise": (
        [("ending: soon", "ending: self_care")],
        ["67:11: 'self_care' is calm (urgency 1): only its own 'only when' may lead there"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), ENDINGS.values(), ids=ENDINGS.keys())
def test_endings_are_led_to_and_hedged_by_their_urgency(
    changes: list[Change], expected: list[str]
) -> None:
    assert told(changed(*changes)) == expected
