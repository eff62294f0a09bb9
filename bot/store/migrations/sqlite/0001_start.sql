-- Times are seconds since 1970, UTC. What is personal is sealed: see bot/store/codec.py.

PRAGMA application_id = 0x4C454757; -- 'LEGW': this file is ours

CREATE TABLE chats (
    chat TEXT PRIMARY KEY,
    state BLOB NOT NULL, -- sealed
    version INTEGER NOT NULL,
    touched INTEGER NOT NULL
) STRICT;
CREATE INDEX chats_touched ON chats (touched);

-- Telegram's update ids, so that a redelivery changes nothing.
CREATE TABLE updates (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX updates_at ON updates (at);

-- Effects still to perform. A group that is not kept has some too, so `chat` is no reference.
CREATE TABLE parcels (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never used twice
    chat TEXT NOT NULL,
    payload BLOB NOT NULL, -- sealed
    done INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX parcels_chat ON parcels (chat);

-- The message a card was sent as.
CREATE TABLE cards (
    chat TEXT NOT NULL REFERENCES chats ON DELETE CASCADE,
    card INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (chat, card)
) STRICT, WITHOUT ROWID;

-- One sealed value that tells whether a key fits.
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sealed BLOB NOT NULL
) STRICT;
