"""How long `legwise diff` takes: the leg check beside itself after one edit."""

import time

from bench.report import heading, table
from bot.files import data_folder
from bot.flow.compare.compare import compare
from bot.flow.read import read_flow

EDITS = {  # what an author may do -> what was written, and is written instead
    "nothing": ("", ""),
    "a reason reworded": ("Trouble that lasts for weeks", "Trouble lasting weeks"),
    "a line of advice reworded": ("Walk about, and keep it warm", "Walk about and keep it warm"),
    "a term narrowed": (
        "risk: {only: [none, injury, hard_exercise, heat_dehydration]}",
        "risk: {only: [none, injury, hard_exercise]}",
    ),
    "a count raised in a term used all over": ("{at least: 2, of: [oes", "{at least: 3, of: [oes"),
}


def main() -> None:
    heading("Comparing two versions of the leg check")
    written = (data_folder("flows") / "leg-check.yaml").read_text(encoding="utf-8")
    before = read_flow(written, "before")
    rows = []
    for what, (old, new) in EDITS.items():
        after = read_flow(written.replace(old, new, 1), "after")
        begun = time.process_time()
        found = compare(before, after)
        took = time.process_time() - begun
        ends = sum(difference.sets for difference in found.differences)
        rows.append((what, f"{took:.2f} s", f"{ends:,}", f"{found.reasons:,}", f"{found.lines:,}"))
    table(("edit", "CPU time", "sets that end otherwise", "other reasons", "other lines"), rows)


if __name__ == "__main__":
    main()
