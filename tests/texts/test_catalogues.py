"""Reading gettext catalogues: what cannot be shown is told with its place."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from bot.flow.errors import InvalidFlow
from bot.texts.catalogues import read_catalogue


def test_entries_that_cannot_be_shown_are_told_with_their_lines() -> None:
    po = """
msgid "In {n} days"
msgstr "En {d} {n} días"

msgid "one day"
msgid_plural "{n} days"
msgstr[0] "un día"
msgstr[1] "{n} días"

msgctxt "verb"
msgid "Back"
msgstr "Volver"

msgid "Stop"
msgstr "Alto"

msgid "Stop"
msgstr "Para"

msgid "Go {x}"
msgstr "Sigue"
"""
    words, problems = read_catalogue(po, "es.po")
    assert words == {"Stop": "Alto"}
    assert [str(problem) for problem in sorted(problems, key=lambda problem: problem.line)] == [
        "es.po:2:1: has the gaps {d}, {n}, where the English has {n}",
        "es.po:5:1: contexts and plural forms are not used in this project",
        "es.po:11:1: contexts and plural forms are not used in this project",
        "es.po:17:1: a second entry for 'Stop'; the first is used",
        "es.po:20:1: has the gaps none, where the English has {x}",
    ]


LINES = st.sampled_from(
    (
        *('msgid "a"', 'msgid ""', 'msgstr "b"', 'msgstr[0] "c"', 'msgstr[7] "d"'),
        *('msgid_plural "e"', 'msgctxt "f"', "#, fuzzy", "#~ msgid", '#~ msgstr "g"', ""),
        *("#: \u2068a b", "#| x", '"\\n"', '"Plural-Forms: x\\n"', '"Content-Type: ;charset\\n"'),
        *('"POT-Creation-Date: 1\\n"', '"Language: \\n"', '"Plural-Forms: nplurals=9;\\n"'),
    )
)


@given(st.lists(LINES | st.text(max_size=8), max_size=12))
def test_no_file_is_so_broken_that_reading_it_crashes(lines: list[str]) -> None:
    with suppress(InvalidFlow):
        read_catalogue("\n".join(lines), "es.po")
