"""From when on something is wrong, in seconds. docs/operators/watching.md tells the same."""

DATABASE = 3.0  # for an answer
ASKED = 3.0  # for Telegram to say its name
TELEGRAM = 90.0  # since it last answered; a long poll takes 50
REMINDER = 120.0
PARCEL = 300.0  # longer than Telegram's limits hold a busy group's messages up
UPDATE = 30.0  # in hand
