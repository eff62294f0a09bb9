"""Mistakes in the shape of a flow: its keys, and what stands behind them."""

import pytest

from tests.flow.read_cases import QUESTION_KEYS, SWELLING_OPTIONS, Change, changed, told

Cases = dict[str, tuple[list[Change], list[str]]]

KEYS: Cases = {
    "an unknown key near a known one": (
        [("help: Look", "hepl: Look")],
        [
            "35:5: 'hepl' is not a key of question 'swelling' "
            + QUESTION_KEYS
            + "; did you mean 'help'?"
        ],
    ),
    "an unknown key near none": (
        [("strict: true", "colour: red")],
        ["50:5: 'colour' is not a key of question 'swelling' " + QUESTION_KEYS],
    ),
    "an unknown key at the top": (
        [("command: check\n", "command: check\nzzz: 1\n")],
        [
            (
                "6:1: 'zzz' is not a key of a flow (flow, version, title, about, command, "
                "reviewed, sources, questions, rules, otherwise, endings, "
                "in an emergency, for everyone, never asked, terms, listen, claims)"
            )
        ],
    ),
    "a slip in a needed key": (
        [("    because: These", "    becuase: These")],
        [
            (
                "64:5: 'becuase' is not a key of a rule (at least, when, because, source, "
                "unless); did you mean 'because'?"
            )
        ],
    ),
    "a slip beside the key it means": (
        [("    help: Look at both.\n", "    help: Look at both.\n    hepl: Look.\n")],
        [
            "36:5: 'hepl' is not a key of question 'swelling' "
            + QUESTION_KEYS
            + "; did you mean 'help'?"
        ],
    ),
    "an unknown key in an option": (
        [("label: I smoke,", "label: I smoke, colour: red,")],
        [
            (
                "22:32: 'colour' is not a key of option 'smoker' (label, button, also, stands "
                "for, alone, lasting, confirm)"
            )
        ],
    ),
    "a comma outside quotes": (
        [("{label: I smoke,", "{label: I smoke, now,")],
        [
            (
                "22:32: 'now' is not a key of option 'smoker' (label, button, also, stands for, "
                "alone, lasting, confirm); a text that holds a comma stands in quotes"
            )
        ],
    ),
    "a missing key of the flow": ([('version: "1"\n', "")], ["1:1: a flow needs 'version'"]),
    "missing keys of a question": (
        [("    ask: Is the leg swollen?\n    short: Swelling\n", "")],
        ["32:3: question 'swelling' needs 'ask'", "32:3: question 'swelling' needs 'short'"],
    ),
    "a missing key of an option": (
        [("{label: I smoke, lasting", "{lasting")],
        ["22:7: option 'smoker' needs 'label'"],
    ),
    "missing keys of a rule": (
        [("    because: These can be signs of a clot.\n    source: nhs\n", "")],
        ["61:5: a rule needs 'because'", "61:5: a rule needs 'source'"],
    ),
    "a key given twice": (
        [("    help: Look at both.\n", "    help: Look at both.\n    help: Look.\n")],
        ["36:5: 'help' is given twice; first at line 35, column 5"],
    ),
    "an option given twice": (
        [("      none: No\n", "      none: No\n      none: Not\n")],
        ["42:7: 'none' is given twice; first at line 41, column 7"],
    ),
    "a question given twice": (
        [("  swelling:\n    ask", "  risk: {ask: x}\n  swelling:\n    ask")],
        ["32:3: 'risk' is given twice; first at line 16, column 3"],
    ),
    "a list as a key": (
        [("{one_leg: points", "{[one_leg]: points")],
        ["53:18: a name is expected here, not a list or a mapping"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), KEYS.values(), ids=KEYS.keys())
def test_each_key_is_known_there_and_given_once(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


TYPES: Cases = {
    "a list where text belongs": (
        [("title: Leg cramp or something more?", "title: [a]")],
        ["3:8: text is expected here, not a list"],
    ),
    "a mapping where text belongs": (
        [("title: Leg cramp or something more?", "title: {a: b}")],
        ["3:8: text is expected here, not a mapping"],
    ),
    "text where a list belongs": (
        [("worry: [[none, one_leg], not_sure]", "worry: none")],
        ["48:12: a list is expected here, not text"],
    ),
    "text where a mapping belongs": (
        [("reviewed: {on: 2026-11-22, until: 2027-11-22, by: nobody yet}", "reviewed: today")],
        ["6:11: a mapping is expected here, not text"],
    ),
    "nothing where a mapping belongs": (
        [("reviewed: {on: 2026-11-22, until: 2027-11-22, by: nobody yet}", "reviewed:")],
        ["6:1: a mapping is expected here, not nothing"],
    ),
    "a list where a mapping belongs": (
        [
            (
                (
                    "hints:\n"
                    "      worrying: {one_leg: points to a clot}\n"
                    "      reassuring: {none: fits a cramp}"
                ),
                "hints: [one_leg]",
            )
        ],
        ["52:12: a mapping is expected here, not a list"],
    ),
    "options that are a list": (
        [(SWELLING_OPTIONS, "options: [one_leg]\n")],
        ["40:14: a mapping is expected here, not a list"],
    ),
    "an empty mapping": (
        [("          - {symptom: {lacks: pain}}\n", "          - {}\n")],
        ["28:13: this mapping is empty"],
    ),
    "an empty list": (
        [("worry: [[none, one_leg], not_sure]", "worry: []")],
        ["48:12: this list is empty"],
    ),
    "an empty text": ([("ask: Is the leg swollen?", "ask:")], ["33:5: this is empty"]),
    "a blank text": ([("ask: Is the leg swollen?", 'ask: " "')], ["33:10: this is empty"]),
}


@pytest.mark.parametrize(("changes", "expected"), TYPES.values(), ids=TYPES.keys())
def test_each_key_holds_what_belongs_there(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected
