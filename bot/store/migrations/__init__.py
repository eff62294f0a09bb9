"""The tables, step by step: a folder for each database, in it a numbered file for each step.

The same number means the same step in both.
"""

from pathlib import Path

SQLITE = Path(__file__).parent / "sqlite"
POSTGRES = Path(__file__).parent / "postgres"


def steps(folder: Path) -> list[str]:
    """Return the statements of each step; the first is number 1.

    Raises:
        ValueError: A number is missing.
    """
    files = sorted(folder.glob("*.sql"))
    for number, file in enumerate(files, 1):
        if not file.name.startswith(f"{number:04}_"):
            raise ValueError(f"{file.name} stands where migration {number:04} belongs")
    return [file.read_text(encoding="utf-8") for file in files]
