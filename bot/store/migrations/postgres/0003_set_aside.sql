-- What was given up: how often, and why, for the operator. Nothing of what anybody wrote.
CREATE TABLE set_aside (
    what TEXT COLLATE "C" NOT NULL, -- 'update', or the method that Telegram refused
    reason TEXT COLLATE "C" NOT NULL,
    times BIGINT NOT NULL,
    since BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    PRIMARY KEY (what, reason)
);
