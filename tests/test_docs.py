"""The docs say what is there: links, settings, commands, names, and the tables that mirror the flow."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import legwise
from bot.flow.model import Flow
from bot.flow.read import read_flow
from bot.plan.trips.sources import SOURCES

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {".venv", "node_modules", "build", "dist"}
PAGES = sorted(
    page.relative_to(ROOT)
    for page in ROOT.rglob("*.md")
    if not any(
        part in SKIPPED or part.startswith(".") for part in page.relative_to(ROOT).parts[:-1]
    )
)
CODE = re.compile(r"^ *```.*?\n(.*?)^ *```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\s*(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?legwise((?: [^#\n]*)?)")
SETTING = re.compile(r"\btake\(\s*\"([A-Z_]+)\"")


def words(page: Path | str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def snippets(page: Path) -> Iterator[str]:
    """Every piece of code on a page, line by line."""
    for block, inline in CODE.findall(words(page)):
        yield from (block or inline).splitlines()


@pytest.fixture(scope="module")
def leg_check() -> Flow:
    return read_flow(words("flows/leg-check.yaml"), "flows/leg-check.yaml")


# --- links ----------------------------------------------------------------------------------------


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ +(.+)$", words(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", words(page), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", prose) + re.findall(
        r"^\[[^\]]+\]: (\S+)", prose, re.MULTILINE
    ):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        there = (ROOT / page).parent / path if path else ROOT / page
        assert there.exists(), f"{page}: {link}"
        assert there.resolve().is_relative_to(ROOT), f"{page}: {link} leads out of the repository"
        if anchor:
            assert anchor in anchors(there), f"{page}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_file_that_is_named_is_there(page: Path) -> None:
    for code in snippets(page):
        for path in re.findall(
            r"(?<![\w./~-])(?:bot|docs|flows|locales|tests|tools)/[\w./-]*\w", code
        ):
            if "NAME" not in path:
                assert (ROOT / path).exists(), f"{page}: {path}"


# --- settings, commands, names --------------------------------------------------------------------


def test_every_setting_is_told_to_operators_and_no_other() -> None:
    settings = set(SETTING.findall(words("bot/config.py")))
    assert "TELEGRAM_BOT_TOKEN" in settings
    told = {
        name
        for page in PAGES
        if page.is_relative_to("docs/operators")
        for code in snippets(page)
        for name in re.findall(r"\b[A-Z][A-Z_]+\b", code)
    }
    assert settings <= told
    ours = {
        name
        for page in PAGES
        for name in re.findall(r"\bLEGWISE_[A-Z_]*[A-Z]\b", "\n".join(snippets(page)))
    }
    assert ours <= settings


def helps() -> dict[str, str]:
    """What `--help` prints for each command; that of `legwise` alone under no name."""
    with click.Context(legwise, info_name="legwise") as above:
        found = {"": legwise.get_help(above)}
        for name, command in legwise.commands.items():
            with click.Context(command, parent=above, info_name=name) as context:
                found[name] = command.get_help(context)
    return found


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_command_and_option_exists(page: Path) -> None:
    told = helps()
    for code in snippets(page):
        if not (line := COMMAND.match(code)):
            continue
        parts = line[1].split()
        name = parts[0] if parts and not parts[0].startswith("-") else ""
        assert name in told, f"{page}: legwise {name}"
        for option in re.findall(r"(?<![\w-])--[a-z-]+", line[1]):
            assert re.search(rf"{option}\b", told[name]), f"{page}: legwise {name} {option}"


def test_every_target_of_make_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", words("Makefile"), re.MULTILINE))
    for page in PAGES:
        for code in snippets(page):
            if made := re.match(r"make ((?:[a-z]+ ?)+)", code):
                assert set(made[1].split()) <= targets, f"{page}: {code}"


def resolve(name: str) -> object:
    """Find what a dotted name means: modules first, then what is in them."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:count]))
        except ModuleNotFoundError:
            continue
        for part in parts[count:]:
            found = getattr(found, part, None) or found.__annotations__[part]
        return found
    raise LookupError(name)


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_name_of_the_code_exists(page: Path) -> None:
    for code in snippets(page):
        if re.fullmatch(r"bot(\.\w+)+", code) and not code.endswith((".db", ".py")):
            assert resolve(code), f"{page}: {code}"


# --- the tables that mirror the flow --------------------------------------------------------------


def rows(page: str, level: str) -> list[str]:
    """The sources of the numbered rows below the heading of a level."""
    _, _, below = words(page).partition(f"(`{level}`)\n")
    assert below, f"{page} has no heading with {level}"
    section = below.partition("\n## ")[0]
    return re.findall(r"^\| \d+ \|.*\| `([\w-]+)` \|$", section, re.MULTILINE)


def test_the_decision_table_has_every_rule_at_its_level_with_its_source(leg_check: Flow) -> None:
    page = "docs/authors/decision-table.md"
    for name, ending in leg_check.endings.items():
        rules = [rule.source for rule in leg_check.rules if rule.ending == name]
        calm = [entry.source for entry in ending.only_when]
        assert rows(page, name) == rules + calm, name


def test_every_source_is_explained_and_none_besides(leg_check: Flow) -> None:
    first, _, others = words("docs/authors/sources.md").partition("\n## ")
    hiccups = read_flow(words("flows/hiccups.yaml"), "flows/hiccups.yaml")
    for table, flow in ((first, leg_check), (others, hiccups)):
        assert re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE) == list(flow.sources)


def test_every_source_of_trips_is_explained_and_none_besides() -> None:
    table = words("docs/authors/trip-sources.md")
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == sorted(SOURCES)


def test_the_report_of_the_soak_is_dated_and_every_part_of_it_passed() -> None:
    _, _, report = words("docs/reliability.md").partition("<!-- soak begins -->")
    assert re.search(r"^Measured on \d{4}-\d{2}-\d{2} with `python -m soak", report, re.MULTILINE)
    verdicts = re.findall(r"^(?:passed|\*\*FAILED\*\*), in \d+ s$", report, re.MULTILINE)
    parts = re.findall(r"^### ", report, re.MULTILINE)
    assert {verdict.partition(",")[0] for verdict in verdicts} == {"passed"}
    assert len(verdicts) == len(parts)


def test_no_page_names_a_place_on_a_computer_or_a_registry() -> None:
    for page in PAGES:
        assert not re.search(r"/(?:root|work|home|Users)/|pypi\.org|npmjs\.", words(page)), page
