"""Mistakes in single values: texts, numbers, days, names."""

import pytest

from bot.flow.reading.about import OWN_COMMANDS
from bot.profile import commands
from tests.chat import LIBRARY
from tests.flow.read_cases import Change, changed, told

Cases = dict[str, tuple[list[Change], list[str]]]

TEXTS: Cases = {
    "a gap in a text": (
        [("ask: Is the leg swollen?", "ask: Is the {leg} swollen?")],
        ["33:10: '{' and '}' are not allowed in texts: they mark gaps when translated"],
    ),
    "a closing brace in a text": (
        [("None of these", "None} of these")],
        ["30:13: '{' and '}' are not allowed in texts: they mark gaps when translated"],
    ),
    "a sign that turns the direction of writing": (
        [("ask: Is the leg swollen?", "ask: Is the \u202eleg swollen?")],
        ["33:10: this text holds an invisible sign that turns the direction of writing"],
    ),
    "a tab in a text": (
        [("ask: Is the leg swollen?", 'ask: "Is the\\tleg swollen?"')],
        ["33:10: this text holds a control character, perhaps a tab"],
    ),
    "a text without end": (
        [("ask: Is the leg swollen?", "ask: " + "x" * 3_001)],
        ["33:10: this text is longer than 3,000 characters"],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_texts_can_be_shown_and_translated(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


VALUES: Cases = {
    "a word for a number": (
        [("urgency: 2", "urgency: two")],
        ["84:19: a number from 1 to 4 is expected here, not 'two'"],
    ),
    "an empty number": ([("urgency: 2", "urgency: ")], ["84:10: this is empty"]),
    "an urgency beyond": (
        [("urgency: 4", "urgency: 5")],
        ["85:24: a number from 1 to 4 is expected here, not '5'"],
    ),
    "four columns": (
        [("columns: 2", "columns: 4")],
        ["38:14: a number from 1 to 3 is expected here, not '4'"],
    ),
    "a flag that is neither": (
        [("strict: true", "strict: maybe")],
        ["50:13: true or false is expected here, not 'maybe'"],
    ),
    "an empty flag": ([("strict: true", "strict:")], ["50:5: this is empty"]),
    "a day that is not": (
        [("until: 2027-11-22", "until: 2027-02-30")],
        ["6:35: a date such as 2026-11-22 is expected here, not '2027-02-30'"],
    ),
    "a day in other words": (
        [("on: 2026-11-22", "on: 22 Nov")],
        ["6:16: a date such as 2026-11-22 is expected here, not '22 Nov'"],
    ),
    "an empty day": ([("on: 2026-11-22", "on: ''")], ["6:12: this is empty"]),
    "a review that ends before": (
        [("until: 2027-11-22", "until: 2026-11-22")],
        ["6:28: 'until' must be after 'on'"],
    ),
    "a time in other words": (
        [("fresh for: 14 days", "fresh for: a fortnight")],
        [("51:16: a time such as '24 hours' or '14 days' is expected here, not 'a fortnight'")],
    ),
    "a time of nothing": (
        [("fresh for: 14 days", "fresh for: 0 days")],
        ["51:16: a time such as '24 hours' or '14 days' is expected here, not '0 days'"],
    ),
    "an empty time": ([("fresh for: 14 days", "fresh for:")], ["51:5: this is empty"]),
    "a case number in words": (
        [("{over: 60,", "{over: sixty,")],
        ["27:26: a number is expected here, not 'sixty'"],
    ),
    "a case number that is empty": ([("{over: 60,", "{over: ,")], ["27:20: this is empty"]),
}


@pytest.mark.parametrize(("changes", "expected"), VALUES.values(), ids=VALUES.keys())
def test_numbers_days_and_times_are_such(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


NAMES: Cases = {
    "a flow's name": (
        [("flow: leg-check", "flow: Leg_check")],
        ["1:7: the name 'Leg_check' must be a-z, 0-9 and -, at most 32 of them"],
    ),
    "a command of the bot itself": (
        [("command: check", "command: help")],
        ["5:10: /help is a command of the bot itself; take another name"],
    ),
    "a command's name": (
        [("command: check", "command: leg-check")],
        ["5:10: the name 'leg-check' must be a-z, 0-9 and _, at most 32 of them"],
    ),
    "a question's name": (
        [
            ("listen:\n", "  Red:\n    {ask: x, short: x, options: {a: A, b: B}}\nlisten:\n"),
            ("when: {swelling: none, risk: none}", "when: {Red: a, swelling: none, risk: none}"),
        ],
        ["55:3: the name 'Red' must be a-z, 0-9 and _, at most 40 of them"],
    ),
    "an ending's name": (
        [("claims:", "  So-So: {urgency: 3, title: T, by when: Now, safety net: S}\nclaims:")],
        ["86:3: the name 'So-So' must be a-z, 0-9 and _, at most 40 of them"],
    ),
    "a language's name": (
        [("es: hin", "español: hin")],
        ["59:7: the name 'español' must be a language code such as en or pt-br"],
    ),
    "a fact's name": (
        [("travel.mode", "Travel mode")],
        [
            (
                "29:14: the name 'Travel mode' must be lower-case words joined by _, reaching "
                "inside by ."
            )
        ],
    ),
    "a choice": (
        [("choose: many", "choose: mnay")],
        ["19:13: 'mnay' is not a way to choose; did you mean 'many'?"],
    ),
    "a choice far off": (
        [("choose: many", "choose: zzz")],
        [
            (
                "19:13: 'zzz' is not a way to choose; there are"
                " 'one', 'many', 'day', 'time', 'span', 'place', 'zone'"
            )
        ],
    ),
    "an address with its scheme": (
        [("at: nhs.uk/dvt", "at: https://nhs.uk/dvt")],
        ["8:34: write the address without its scheme (https://)"],
    ),
    "a command's line too long": (
        [("about: Is it a clot?", "about: " + "x" * 257)],
        ["4:8: the command list holds 256 characters; this has 257"],
    ),
    "a command's line broken": (
        [("about: Is it a clot?", 'about: "Is it\\na clot?"')],
        ["4:8: the command list shows a single line"],
    ),
    "a question named as a word of conditions": (
        [("listen:\n", "  any:\n    {ask: Any?, short: Any, options: {a: A, b: B}}\nlisten:\n")],
        [
            "55:3: 'any' cannot name a question: it has a meaning in conditions",
            "55:3: nothing depends on question 'any': its answer changes nothing",
        ],
    ),
    "an option's name": (
        [("      none: No\n", "      none: No\n      Two-Legs: Two\n")],
        [
            "42:7: the name 'Two-Legs' must be a-z, 0-9 and _, at most 40 of them",
            "49:12: 'worry' leaves out Two-Legs",
        ],
    ),
}


@pytest.mark.parametrize(("changes", "expected"), NAMES.values(), ids=NAMES.keys())
def test_names_fit_their_use(changes: list[Change], expected: list[str]) -> None:
    assert told(changed(*changes)) == expected


def test_no_flow_takes_a_command_of_the_bot_itself() -> None:
    flows = {flow.command for flow in LIBRARY.flows.values()}
    assert {name for name, _ in commands(LIBRARY)} - flows == set(OWN_COMMANDS)
