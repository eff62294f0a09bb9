-- Times are seconds since 1970, UTC. What is personal is sealed: see bot/store/codec.py.
-- Names of chats are compared byte by byte, as SQLite does.

CREATE TABLE legwise_schema (version INTEGER NOT NULL); -- this database is ours
INSERT INTO legwise_schema VALUES (0);

CREATE TABLE chats (
    chat TEXT COLLATE "C" PRIMARY KEY,
    state BYTEA NOT NULL, -- sealed
    version BIGINT NOT NULL,
    touched BIGINT NOT NULL
);
CREATE INDEX chats_touched ON chats (touched);

-- Telegram's update ids, so that a redelivery changes nothing.
CREATE TABLE updates (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX updates_at ON updates (at);

-- Effects still to perform. A group that is not kept has some too, so `chat` is no reference.
-- `term` is that of the sender who has taken it: see bot/store/postgres/leases.py.
CREATE TABLE parcels (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL, -- sealed
    done INTEGER NOT NULL,
    at BIGINT NOT NULL,
    term BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX parcels_chat ON parcels (chat);

-- The message a card was sent as.
CREATE TABLE cards (
    chat TEXT COLLATE "C" NOT NULL REFERENCES chats ON DELETE CASCADE,
    card BIGINT NOT NULL,
    message BIGINT NOT NULL,
    PRIMARY KEY (chat, card)
);

-- One sealed value that tells whether a key fits.
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    sealed BYTEA NOT NULL
);

-- Work that only one process does at a time, and until when it is that one's by the database's clock.
-- Each time somebody takes it, a new term begins.
CREATE TABLE leases (
    duty TEXT PRIMARY KEY,
    term BIGINT NOT NULL,
    until TIMESTAMPTZ NOT NULL
);

-- Updates that wait for their turn in a chat. A crash may empty it: they are still Telegram's then.
CREATE UNLOGGED TABLE arrivals (
    id BIGINT PRIMARY KEY,
    chat TEXT COLLATE "C" NOT NULL,
    until TIMESTAMPTZ NOT NULL
);
CREATE INDEX arrivals_chat ON arrivals (chat, id);

-- Wakes who waits for new rows.
CREATE FUNCTION legwise_ring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('legwise', TG_TABLE_NAME);
    RETURN NULL;
END
$$;
CREATE TRIGGER parcels_ring AFTER INSERT ON parcels
    FOR EACH STATEMENT EXECUTE FUNCTION legwise_ring();
