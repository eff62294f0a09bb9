"""Keeping catalogues in step with the English, and what every translation must be like."""

import re
from pathlib import Path

import pytest

from bot.flow.errors import InvalidFlow
from bot.flow.hearing.tongue import fold
from bot.flow.model import Flow
from bot.flow.read import read_flow
from bot.texts import Texts
from tools.translations import ROOT, check, gather, main, update

TEXTS = Texts.load(ROOT / "locales")
OTHERS = [code for code in TEXTS.languages if code != "en"]
FLOWS = [read_flow(path.read_text("utf-8"), path.name) for path in ROOT.glob("flows/*.yaml")]
FOUND = gather(ROOT)
NAMES = "clexane coumadin eliquis fondaparinux fragmin lixiana lovenox marcumar pradaxa savaysa sintrom xarelto"
SAME = {
    "No",
    "no",
    "normal",
    "Diabetes",
    *NAMES.split(),
}  # words that another language may share with English
LABEL = {1: 40, 2: 25}  # characters that fit a button on a narrow phone, by the buttons in a row


def project(folder: Path, code: str, po: str = "") -> Path:
    """A checkout with one file of code and a Spanish catalogue."""
    for name, content in {"bot/a.py": code, "locales/es/LC_MESSAGES/legwise.po": po}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def catalogue(root: Path) -> str:
    return (root / "locales/es/LC_MESSAGES/legwise.po").read_text(encoding="utf-8")


def problems(root: Path) -> list[str]:
    return [str(problem) for problem in check(root, gather(root))]


def test_every_text_is_translated_and_nothing_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(["check"]), capsys.readouterr().err) == (0, "")


def test_texts_are_found_where_they_are_marked(tmp_path: Path) -> None:
    code = """
text("One" " and two")
Text("Three")
params.text("chat_id")
text(node)
text("{a}: {b}", a=1, b=2)
"""
    assert list(gather(project(tmp_path, code))) == ["One and two", "Three"]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ('text(f"Hi {name}")', "write the text out, so that it can be translated"),
        ('x = text("A" if x else "B")', "write the text out, so that it can be translated"),
        ('text("Hi {name}", nmae=1)', "the gaps of 'Hi {name}' are not those that are filled"),
    ],
)
def test_a_text_that_cannot_be_translated_is_told(tmp_path: Path, code: str, message: str) -> None:
    with pytest.raises(InvalidFlow) as told:
        gather(project(tmp_path, f"\n{code}"))
    (problem,) = told.value.problems
    assert (problem.path, problem.line, problem.message) == ("bot/a.py", 2, message)


OLD = """\
# Ana's Spanish
msgid ""
msgstr ""
"Language: es\\n"

# as on signs
msgid "Stop"
msgstr "Alto"

#, fuzzy
msgid "Wait"
msgstr "Esperar"

msgid "Gone"
msgstr "Ido"

msgid "Call a doctor"
msgstr "Llama a un médico"
"""


def test_an_update_keeps_what_holds_and_drops_what_changed(tmp_path: Path) -> None:
    root = project(tmp_path, 'text("Call a doctor now"), text("Stop"), text("Wait")', OLD)
    update(root, gather(root))
    assert catalogue(root) == (
        '# Ana\'s Spanish\nmsgid ""\nmsgstr ""\n"Language: es\\n"\n\n'
        '#: bot/a.py\nmsgid "Call a doctor now"\nmsgstr ""\n\n'
        '# as on signs\n#: bot/a.py\nmsgid "Stop"\nmsgstr "Alto"\n\n'
        '#: bot/a.py\n#, fuzzy\nmsgid "Wait"\nmsgstr "Esperar"\n\n'
    )


def test_a_second_update_changes_nothing(tmp_path: Path) -> None:
    root = project(tmp_path, 'text("Stop")', OLD)
    update(root, gather(root), ["fr"])
    before = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.po*")}
    update(root, gather(root), ["fr"])
    assert {path: path.read_text(encoding="utf-8") for path in root.rglob("*.po*")} == before
    assert len(before) == 3


def test_a_check_names_everything_wrong_with_its_line(tmp_path: Path) -> None:
    root = project(tmp_path, 'text("Stop"), text("Wait"), text("Go {n}", n=1), text("New")', OLD)
    path = root / "locales/es/LC_MESSAGES/legwise.po"
    more = '\nmsgid "Stop"\nmsgstr "Para"\n\nmsgid "Go {n}"\nmsgstr "Ve {m}"\n'
    path.write_text(OLD + more, encoding="utf-8")
    es = "locales/es/LC_MESSAGES/legwise.po"
    assert sorted(problems(root)) == [
        f"{es}:11:1: not translated: 'Wait'",
        f"{es}:14:1: no longer used: 'Gone'",
        f"{es}:17:1: no longer used: 'Call a doctor'",
        f"{es}:1:1: not translated: 'New'",
        f"{es}:20:1: a second entry for 'Stop'; the first is used",
        f"{es}:23:1: has the gaps {{m}}, where the English has {{n}}",
        "locales/legwise.pot:1:1: is out of date: run `python tools/translations.py update`",
    ]


def test_a_broken_catalogue_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    root = project(tmp_path, 'text("Stop")', 'msgid "Stop\n')
    with pytest.raises(InvalidFlow, match=r"legwise\.po:1:1: is neither"):
        update(root, gather(root))
    assert catalogue(root) == 'msgid "Stop\n'
    assert "legwise.po:1:1: is neither" in problems(root)[0]


# --- what the translations say --------------------------------------------------------------------


def pairs(language: str) -> dict[str, str]:
    """What is translated; that everything is, is another test's business."""
    words = TEXTS.speaker(language, ()).words
    return {english: words[english] for english in FOUND if english in words}


@pytest.mark.parametrize("language", OTHERS)
def test_translations_are_translated_and_keep_numbers_and_commands(language: str) -> None:
    marks = re.compile(r"\d+|(?<!\w)/[a-z]+")
    wrong = {
        english: said
        for english, said in pairs(language).items()
        if (said == english and english not in SAME)
        or sorted(marks.findall(said)) != sorted(marks.findall(english))
        or said != said.strip()
        or said.count("“") != said.count("”")
    }
    assert wrong == {}


def test_spanish_opens_what_it_closes_and_ends_as_the_english_does() -> None:
    wrong = {
        english: said
        for english, said in pairs("es").items()
        if said.count("¿") != said.count("?")
        or said.count("¡") != said.count("!")
        or english.count("?") != said.count("?")
        or bool(re.search(r"\.”?$", english)) != bool(re.search(r"”?\.$", said))
    }
    assert wrong == {}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.id)
def test_buttons_stay_short(flow: Flow, language: str) -> None:
    said = pairs(language)
    long = {
        said[label]
        for question in flow.questions.values()
        for option in question.options.values()
        if (label := option.button or option.label) in said
        and len(said[label]) > max(LABEL[1 if option.alone else question.columns], len(label))
    }
    long |= {
        said[q.short] for q in flow.questions.values() if len(said.get(q.short, "")) > LABEL[1]
    }
    assert long == set()


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.id)
def test_no_label_of_a_question_means_two_answers_in_any_languages(flow: Flow) -> None:
    for question in flow.questions.values():
        meant: dict[str, set[str]] = {}
        for option in question.options.values():
            for english in filter(None, (option.label, option.button, *option.also)):
                for said in TEXTS.translations(english):
                    meant.setdefault(fold(said), set()).add(option.id)
        assert {said: ids for said, ids in meant.items() if len(ids) > 1} == {}, question.id
