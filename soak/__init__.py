"""The long form of the tests that break things: kills, floods, full disks, for minutes on end.

Nothing of the bot knows this room; it takes people and processes from `tests/`, whose short forms run with every
change.
"""
