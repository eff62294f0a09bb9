"""Flows, words and numbers from their files into a Library: everything wrong with them is told at once."""

import logging
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
import yaml

from bot import __version__
from bot.config import Config
from bot.files import data_folder, read_file, shown
from bot.flow.errors import FlowError, InvalidFlow, Problem
from bot.flow.hearing.teach import teach
from bot.flow.hearing.tongue import Tongue, read_tongue
from bot.flow.library import Library
from bot.flow.model import Flow
from bot.flow.read import read_flow
from bot.flow.reading.notes import instead
from bot.places.atlas import Atlas
from bot.proofs import unproved
from bot.texts import Texts

NUMBERS = "places/emergency_numbers.yaml"


def load_texts(*, quietly: bool = False) -> Texts:
    """Read the translations.

    Args:
        quietly: Don't log what is wrong with them: the caller tells `problems` itself.
    """
    log = logging.getLogger(f"{__name__}.quiet" if quietly else __name__)
    log.disabled = quietly
    return Texts.load(data_folder("locales"), log)


def load_library(config: Config, texts: Texts) -> Library:
    """Read every flow, ours and those of LEGWISE_FLOWS, and what goes with them.

    Raises:
        InvalidFlow: With every mistake of every file.
    """
    problems: list[Problem] = []
    flows = read_flows(
        (path for folder in flow_folders(config) for path in flow_files(folder)), problems
    )
    tongues = read_tongues(data_folder("locales"), problems)
    ambulances = _ambulances(data_folder("flows") / NUMBERS, problems)
    if problems:
        raise InvalidFlow(tuple(problems))
    return Library(
        flows={flow.id: teach(flow, texts.translations) for flow in flows.values()},
        tongues=tuple(tongues),
        languages=texts.languages,
        ambulances={**ambulances, **config.emergency_numbers},
        countries=texts.countries(),
        operator=config.operator,
        contact=config.contact,
        version=__version__,
        keep_days=config.keep.days,
        spoken=texts.translations,
        atlas=Atlas(texts.countries()),
    )


def proved_library(config: Config, texts: Texts) -> Library:
    """Load the library that serves people: every promise of every flow in it is proved.

    Raises:
        FlowError: A flow has mistakes, or is not proved.
        Interrupted: By Ctrl+C.
    """
    library = load_library(config, texts)
    for flow, wrong in unproved(library.flows.values()).items():
        raise FlowError(f"the flow {flow} is not proved: {wrong}; `legwise check` tells more")
    return library


def library_for(flow: str, config: Config, texts: Texts) -> Library:
    """Load the library with one flow in first place: one of ours by its name, or any by its file.

    Raises:
        FlowError: There is no such flow, or some file has mistakes.
    """
    library = load_library(config, texts)
    path = Path(flow)
    if flow in library.flows:
        first = library.flows[flow]
    elif path.suffix in {".yaml", ".yml"} or path.is_file():
        first = teach(read_flow(read_file(path), shown(path)), texts.translations)
    else:
        message = f"there is no flow '{flow}'{instead(flow, library.flows.keys())}"
        raise FlowError(message)
    return replace(library, flows={first.id: first} | dict(library.flows) | {first.id: first})


def flow_folders(config: Config) -> list[Path]:
    """Where flows are: ours, then those of LEGWISE_FLOWS."""
    return [data_folder("flows"), *([config.flows] if config.flows else [])]


def flow_files(folder: Path) -> list[Path]:
    """The flows in a folder, the leg check first: it is what /start offers."""
    return sorted(
        folder.glob("*.yaml"), key=lambda path: (path.name != "leg-check.yaml", path.name)
    )


def read_flows(paths: Iterable[Path], problems: list[Problem]) -> Mapping[str, Flow]:
    """Read flow files. Mistakes are added to `problems`; a file with any gives no flow."""
    flows: dict[str, Flow] = {}
    files: dict[str, str] = {}
    for path in paths:
        try:
            flow = read_flow(read_file(path), shown(path))
        except InvalidFlow as error:
            problems.extend(error.problems)
            continue
        if flow.id in flows:
            message = f"there is another flow named '{flow.id}', in {files[flow.id]}"
            problems.append(Problem(shown(path), 1, 1, message))
        if twin := next((f.id for f in flows.values() if f.command == flow.command), None):
            message = f"the command /{flow.command} is already that of the flow '{twin}'"
            problems.append(Problem(shown(path), 1, 1, message))
        flows[flow.id] = flow
        files[flow.id] = shown(path)
    return flows


def read_tongues(folder: Path, problems: list[Problem]) -> list[Tongue]:
    tongues = []
    for path in sorted(folder.glob("*/words.yaml")):
        try:
            tongues.append(read_tongue(read_file(path), shown(path)))
        except InvalidFlow as error:
            problems.extend(error.problems)
    return tongues


def _ambulances(path: Path, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    try:
        loaded = yaml.load(read_file(path), Loader=yaml.CBaseLoader)  # noqa: S506  it makes only words
        entries = msgspec.convert(loaded, dict[str, _Entry], strict=False)
    except InvalidFlow as error:
        problems.extend(error.problems)
        return {}
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        problems.append(Problem(shown(path), 1, 1, " ".join(str(error).split())))
        return {}
    return {sys.intern(country): entry.ambulance for country, entry in entries.items()}


class _Entry(msgspec.Struct, frozen=True):
    ambulance: tuple[str, ...]  # text: leading zeros matter
    sources: int
