"""Every language the bot speaks.

Translations are gettext catalogues, `locales/<language>/LC_MESSAGES/legwise.po`, read as they are: there is
no build step. The id of a text is its English. A message is shown whole in one language or whole in
English, because advice that changes its language halfway is understood by nobody.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from babel.core import Locale, UnknownLocaleError

from bot.flow.effects import Keyboard
from bot.flow.errors import InvalidFlow, Problem
from bot.text import Doc, doc_ids
from bot.texts.catalogues import codes, contents, read_catalogue
from bot.texts.countries import Countries, country_name
from bot.texts.speaker import ENGLISH, Speaker

CATALOGUES = "*/LC_MESSAGES/legwise.po"

_log = logging.getLogger(__name__)


class Texts:
    """Every language the bot speaks. Read once, at start."""

    def __init__(
        self,
        speakers: Iterable[Speaker] = (),
        problems: Iterable[Problem] = (),
        log: logging.Logger = _log,
    ) -> None:
        english = Speaker(ENGLISH, Locale(ENGLISH), {})
        self._speakers = {one.code: one for one in (english, *speakers)}
        self._english = english
        self._log = log
        self._told: set[tuple[str, str]] = set()
        self.problems = tuple(problems)

    @classmethod
    def load(cls, folder: Path, log: logging.Logger = _log) -> "Texts":
        """Read every catalogue below a folder of languages.

        A file that cannot be used is left out, and an entry that cannot be used falls back to English.
        Both are logged and kept in `problems`: a slip in one language must not silence the others.
        """
        speakers: list[Speaker] = []
        problems: list[Problem] = []
        for path in sorted(folder.glob(CATALOGUES)):
            try:
                speaker, dropped = _speaker(path)
                speakers.append(speaker)
                problems.extend(dropped)
            except InvalidFlow as error:
                problems.extend(error.problems)
        for problem in problems:
            log.warning("a translation is not used: %s", problem)
        return cls(speakers, problems, log)

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """Each language's code, such as `es` or `pt-br`, and its own name. English comes first."""
        return _Names(self._speakers)

    def best(self, client_language: str | None) -> str:
        """The code of the language that suits a client: `es` for `es-MX`; English where none does."""
        return next(self._chain(client_language)).code

    def speaker(self, locale: str | None, ids: Iterable[str]) -> Speaker:
        """Choose the language that can say every one of a message's ids.

        Args:
            locale: As a client tells it, `pt-br` or `pt_BR`; None where it is unknown.
            ids: Those of the whole message: see `message_ids`.
        """
        wanted: tuple[str, ...] | None = None
        for speaker in self._chain(locale):
            if speaker is self._english:
                break  # it can say everything
            wanted = tuple(ids) if wanted is None else wanted
            if self._can_say(speaker, wanted):
                return speaker
        return self._english

    def speakers(
        self, locale: str | None, doc: Doc, keyboard: Keyboard = (), language: str | None = None
    ) -> tuple[Speaker, Speaker]:
        """Who speaks a message's words and who its buttons: one, unless the words are wanted in another language."""
        if language is None:
            speaker = self.speaker(locale, message_ids(doc, keyboard))
            return speaker, speaker
        return self.speaker(language, doc_ids(doc)), self.speaker(locale, message_ids((), keyboard))

    def translations(self, english: str) -> tuple[str, ...]:
        """A text in every language that has it, English first, each wording once."""
        said = (speaker.words.get(english) for speaker in self._speakers.values())
        return tuple(dict.fromkeys((english, *(words for words in said if words))))

    def countries(self) -> Mapping[str, str]:
        """What people call countries, in every language here, folded, to ISO 3166-1 alpha-2 codes.

        They are found when first asked for.
        """
        return self._countries

    @cached_property
    def _countries(self) -> Mapping[str, str]:
        return Countries(speaker.locale for speaker in self._speakers.values())

    def country_name(self, iso: str, locale: str | None) -> str:
        """What a country is called; its code where no name is known."""
        return country_name(iso, next(self._chain(locale)).locale)

    def _chain(self, locale: str | None) -> Iterator[Speaker]:
        yield from (self._speakers[code] for code in codes(locale or "") if code in self._speakers)
        yield self._english

    def _can_say(self, speaker: Speaker, ids: Iterable[str]) -> bool:
        """Say whether nothing is missing; what is, is logged once."""
        # A language is called by its own name in every other.
        missing = [one for one in speaker.lacks(ids) if one not in self.languages.values()]
        for english in missing:
            if (speaker.code, english) not in self._told:
                self._told.add((speaker.code, english))
                self._log.warning(
                    "not translated (%s), nor is its message: %s", speaker.code, english
                )
        return not missing


def message_ids(doc: Doc, keyboard: Keyboard = ()) -> Iterator[str]:
    """Every id of a message: its paragraphs and its buttons, which must speak one language."""
    yield from doc_ids(doc)
    for row in keyboard:
        for button in row:
            yield from button.label.ids()


class _Names(Mapping[str, str]):
    """What languages are called, looked up when asked: Babel's data of a language is milliseconds and megabytes."""

    def __init__(self, speakers: Mapping[str, Speaker]) -> None:
        self._speakers = speakers

    def __getitem__(self, code: str) -> str:
        return self._speakers[code].name

    def __iter__(self) -> Iterator[str]:
        return iter(self._speakers)

    def __len__(self) -> int:
        return len(self._speakers)

    def __contains__(self, code: object) -> bool:
        return code in self._speakers


def _speaker(path: Path) -> tuple[Speaker, list[Problem]]:
    """Read one catalogue; its language is the name of the folder it is in.

    Raises:
        InvalidFlow: It cannot be read, or no such language is known.
    """
    folder = path.parent.parent.name
    try:
        locale = Locale.parse(folder.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        problem = Problem(str(path), 1, 1, f"its folder '{folder}' is no language that is known")
        raise InvalidFlow((problem,)) from None
    words, problems = read_catalogue(contents(path), str(path))
    return Speaker(next(codes(folder)), locale, words), problems
