-- One moment at which a chat is to hear something. In clear are only times, the chat, the program's name for the
-- group it is dropped with, and whether it is care advice, which goes first. `wake` says when to look at it next:
-- when it is due, or when a claim on it ends; never, while the chat is closed to us.
CREATE TABLE alarms (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat TEXT COLLATE "C" NOT NULL REFERENCES chats ON DELETE CASCADE,
    owner TEXT NOT NULL,
    care INTEGER NOT NULL CHECK (care IN (0, 1)),
    at BIGINT NOT NULL,
    wake BIGINT,
    payload BYTEA NOT NULL -- sealed
);
CREATE INDEX alarms_wake ON alarms (care, wake);
CREATE INDEX alarms_chat ON alarms (chat, owner);
CREATE TRIGGER alarms_ring AFTER INSERT ON alarms
    FOR EACH STATEMENT EXECUTE FUNCTION legwise_ring();
