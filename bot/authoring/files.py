"""Flow files by the names authors call them."""

from collections.abc import Mapping
from pathlib import Path

from bot.config import Config
from bot.flow.errors import FlowError
from bot.flow.reading.notes import instead
from bot.load import flow_files, flow_folders


def our_files(config: Config) -> Mapping[str, Path]:
    """The files of our flows and of those of LEGWISE_FLOWS, by their names without the ending."""
    return {path.stem: path for folder in flow_folders(config) for path in flow_files(folder)}


def flow_file(flow: str, ours: Mapping[str, Path]) -> Path:
    """Find a flow: one of ours by its name, or any by its file.

    Raises:
        FlowError: There is none.
    """
    path = Path(flow)
    if flow in ours:
        return ours[flow]
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        return path
    raise FlowError(f"there is no flow '{flow}'{instead(flow, ours.keys())}")
