"""Words in the reader's language: whole messages, filled gaps, broken catalogues."""

import logging
from pathlib import Path

import pytest

from bot.flow.effects import Button, Keyboard
from bot.text import Block, Country, Doc, Text, text
from bot.texts import Texts, message_ids

ADVICE: Doc = (Block("title", text("Stop.")), Block("plain", text("Wait {n} days.", n=12345)))
BUTTONS: Keyboard = ((Button(text("Back"), "back"),),)
SPANISH = {"Stop.": "Alto.", "Wait {n} days.": "Espera {n} días.", "Back": "Volver"}


def write(folder: Path, language: str, content: str | bytes | dict[str, str]) -> Path:
    """Put a catalogue into a folder of languages. Line 1 of a dict's is its first msgid."""
    path = folder / language / "LC_MESSAGES" / "legwise.po"
    path.parent.mkdir(parents=True)
    if isinstance(content, dict):
        content = "\n".join(f'msgid "{key}"\nmsgstr "{word}"\n' for key, word in content.items())
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def shown(texts: Texts, locale: str | None, doc: Doc, keyboard: Keyboard = ()) -> list[str]:
    speaker = texts.speaker(locale, message_ids(doc, keyboard))
    labels = [button.label for row in keyboard for button in row]
    return [speaker.say(words) for words in (*(block.text for block in doc), *labels)]


IN_SPANISH = ["Alto.", "Espera 12.345 días.", "Volver"]
IN_ENGLISH = ["Stop.", "Wait 12,345 days.", "Back"]


@pytest.mark.parametrize("locale", ["es", "es-MX", "ES_mx", "es-419", "es_ES.UTF-8", "es@euro"])
def test_a_message_is_shown_in_the_readers_language(tmp_path: Path, locale: str) -> None:
    write(tmp_path, "es", SPANISH)
    texts = Texts.load(tmp_path)
    assert shown(texts, locale, ADVICE, BUTTONS) == IN_SPANISH
    assert texts.best(locale) == "es"


@pytest.mark.parametrize("locale", ["en", "en-GB", "fr", "", None, "e", "-", "../es"])
def test_who_reads_no_language_known_here_reads_english(tmp_path: Path, locale: str | None) -> None:
    write(tmp_path, "es", SPANISH)
    texts = Texts.load(tmp_path)
    assert shown(texts, locale, ADVICE, BUTTONS) == IN_ENGLISH
    assert texts.best(locale) == "en"


@pytest.mark.parametrize("missing", SPANISH)
@pytest.mark.parametrize("state", ["absent", "empty", "fuzzy", "other gaps", "other English"])
def test_one_missing_piece_keeps_a_message_wholly_in_english(
    tmp_path: Path, missing: str, state: str
) -> None:
    entries = {key: word for key, word in SPANISH.items() if key != missing}
    left = {
        "absent": {},
        "empty": {missing: ""},
        "fuzzy": {},
        "other gaps": {missing: "{m} días"},
        "other English": {f"{missing} Now.": SPANISH[missing]},
    }
    path = write(tmp_path, "es", entries | left[state])
    if state == "fuzzy":
        po = path.read_text(encoding="utf-8")
        entry = f'\n#, fuzzy\nmsgid "{missing}"\nmsgstr "{SPANISH[missing]}"\n'
        path.write_text(po + entry, encoding="utf-8")
    texts = Texts.load(tmp_path)
    assert shown(texts, "es", ADVICE, BUTTONS) == IN_ENGLISH
    assert bool(texts.problems) == (state == "other gaps")


def test_a_message_its_own_dialect_lacks_is_looked_for_in_the_base_language(tmp_path: Path) -> None:
    write(tmp_path, "es_MX", {"Stop.": "¡Alto!"})
    write(tmp_path, "es", SPANISH)
    texts = Texts.load(tmp_path)
    assert shown(texts, "es-mx", ADVICE, BUTTONS) == IN_SPANISH
    assert shown(texts, "es-mx", ADVICE[:1]) == ["¡Alto!"]
    assert shown(texts, "es-AR", ADVICE[:1]) == ["Alto."]


def test_what_is_missing_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "es", {"Stop.": "Alto."})
    texts = Texts.load(tmp_path, logging.getLogger("here"))
    for _ in range(3):
        shown(texts, "es", ADVICE, BUTTONS)
        shown(texts, "en", ADVICE, BUTTONS)
    assert [record.getMessage() for record in caplog.records] == [
        "not translated (es), nor is its message: Wait {n} days.",
        "not translated (es), nor is its message: Back",
    ]


def test_what_holds_no_words_and_names_of_languages_need_no_translation(tmp_path: Path) -> None:
    write(tmp_path, "es", SPANISH)
    doc = (
        Block("plain", text("{a}: {b}", a=text("Stop."), b=text("112"))),
        Block("plain", text("{where}", where=Country("GB"))),
        Block("plain", Text("English")),
    )
    assert shown(Texts.load(tmp_path), "es", doc) == ["Alto.: 112", "Reino Unido", "English"]


def test_languages_are_offered_by_their_own_names(tmp_path: Path) -> None:
    for language in ("es", "pt_BR", "ar"):
        write(tmp_path, language, {})
    assert Texts.load(tmp_path).languages == {
        "en": "English",
        "ar": "العربية",
        "es": "Español",
        "pt-br": "Português (Brasil)",
    }


def test_a_text_is_known_in_every_language_once(tmp_path: Path) -> None:
    write(tmp_path, "es", {"No": "No", "Calf": "Pantorrilla"})
    texts = Texts.load(tmp_path)
    assert texts.translations("Calf") == ("Calf", "Pantorrilla")
    assert texts.translations("No") == ("No",)
    assert texts.translations("Shin") == ("Shin",)


def test_without_any_catalogue_english_is_spoken(tmp_path: Path) -> None:
    assert Texts.load(tmp_path / "nowhere").languages == Texts().languages == {"en": "English"}


# --- broken catalogues ----------------------------------------------------------------------------

HEADER = 'msgid ""\nmsgstr ""\n"{}\\n"\n\n'


@pytest.mark.parametrize(
    ("po", "line", "message"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "is neither a comment nor"),
        ("<<<<<<< ours\n", 1, "is neither a comment nor"),
        ('msgid "a"\nmsgtext "b"\n', 2, "Unknown or misformatted keyword"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "missing msgstr"),
        (HEADER.format("Plural-Forms: nplurals=many"), 1, "has a wrong header"),
        (b'msgid "a"\nmsgstr "\xff"\n', 1, "cannot be read"),
    ],
)
def test_a_broken_catalogue_is_left_out_and_told_with_its_line(
    tmp_path: Path, po: str | bytes, line: int, message: str
) -> None:
    path = write(tmp_path, "es", po)
    write(tmp_path, "fr", {"Stop.": "Stop !"})
    texts = Texts.load(tmp_path)
    (problem,) = texts.problems
    assert (problem.path, problem.line) == (str(path), line)
    assert message in problem.message
    assert list(texts.languages) == ["en", "fr"]


def test_a_catalogue_in_no_known_language_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "xx", SPANISH)
    write(tmp_path, "not a language", SPANISH)
    texts = Texts.load(tmp_path)
    assert list(texts.languages) == ["en"]
    assert [problem.message for problem in texts.problems] == [
        "its folder 'not a language' is no language that is known",
        "its folder 'xx' is no language that is known",
    ]


def test_countries_are_understood_in_every_language_and_named_in_the_readers(
    tmp_path: Path,
) -> None:
    write(tmp_path, "es", {})
    texts = Texts.load(tmp_path)
    assert texts.countries()["alemania"] == texts.countries()["germany"] == "DE"
    assert texts.countries() is texts.countries()
    assert [texts.country_name("DE", one) for one in ("es-MX", "fr")] == ["Alemania", "Germany"]
