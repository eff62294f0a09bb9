-- What was given up: how often, and why, for the operator. Nothing of what anybody wrote.
CREATE TABLE set_aside (
    what TEXT NOT NULL, -- 'update', or the method that Telegram refused
    reason TEXT NOT NULL,
    times INTEGER NOT NULL,
    since INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    PRIMARY KEY (what, reason)
) STRICT, WITHOUT ROWID;
