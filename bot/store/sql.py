"""The statements both databases run: `$1` is understood by asyncpg and by SQLite alike.

Times are seconds since 1970, UTC. What many chats ask for at the same time is `Keyed`.
"""

from bot.store.database import Keyed

LOAD = Keyed("SELECT chat, state, version FROM chats WHERE chat = $1")
PENDING = "SELECT id, chat, payload, done FROM parcels ORDER BY id"
MESSAGE = Keyed("SELECT chat, message FROM cards WHERE chat = $1 AND card = $2")

# One turn. A statement that finds no row to return has changed nothing.
SEE = Keyed("INSERT INTO updates (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING RETURNING id")
UNSEE = Keyed("DELETE FROM updates WHERE id = $1")
START = Keyed("""
INSERT INTO chats (chat, state, version, touched) VALUES ($1, $2, $3, $4)
ON CONFLICT (chat) DO NOTHING RETURNING chat
""")
MOVE = Keyed("""
UPDATE chats SET state = $2, version = version + 1, touched = $4
WHERE chat = $1 AND version = $3 RETURNING chat
""")
STAY_AWAY = Keyed("SELECT CAST($1 AS TEXT) WHERE NOT EXISTS (SELECT 1 FROM chats WHERE chat = $1)")
FORGET = Keyed("DELETE FROM chats WHERE chat = $1 AND version = $2 RETURNING chat")
UNPOST = Keyed("DELETE FROM parcels WHERE chat = $1")
POST = Keyed(
    "INSERT INTO parcels (chat, payload, done, at) VALUES ($1, $2, 0, $3) RETURNING chat, id"
)

# Performing it. A card is kept only for a chat that is kept.
TICK = Keyed("UPDATE parcels SET done = $2 WHERE id = $1 AND done < $2")
FINISH = Keyed("DELETE FROM parcels WHERE id = $1")
PLACE = Keyed("""
INSERT INTO cards (chat, card, message)
SELECT chat, CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM chats WHERE chat = $1
ON CONFLICT (chat, card) DO UPDATE SET message = excluded.message
""")

# Alarms. They change only in a turn of their chat, whose version guards them; `wake` alone changes between.
# An alarm is kept only for a chat that is kept, and goes with it.
SET_ALARM = Keyed("""
INSERT INTO alarms (chat, owner, care, at, wake, payload)
SELECT chat, $2, $3, $4, $4, $5 FROM chats WHERE chat = $1
""")
DROP_ALARMS = Keyed("DELETE FROM alarms WHERE chat = $1 AND owner = $2")
DUE = Keyed("SELECT chat, payload FROM alarms WHERE chat = $1 AND at <= $2 ORDER BY at, id")
RANG = Keyed("DELETE FROM alarms WHERE chat = $1 AND at <= $2")
CLAIM = """
UPDATE alarms SET wake = $2 WHERE wake <= $1 AND id IN (
    SELECT id FROM alarms WHERE care = $3 AND wake <= $1 ORDER BY wake LIMIT $4
) RETURNING chat
"""
# Where several processes claim, what one is looking at is passed over by the others.
CLAIM_SHARED = CLAIM.replace("LIMIT $4", "LIMIT $4 FOR UPDATE SKIP LOCKED")
NEXT_WAKE = """
SELECT min(wake) FROM (
    SELECT min(wake) AS wake FROM alarms WHERE care = 0
    UNION ALL SELECT min(wake) FROM alarms WHERE care = 1
) AS each
"""
PAUSE = "UPDATE alarms SET wake = NULL WHERE chat = $1"
RESUME = Keyed("UPDATE alarms SET wake = at WHERE chat = $1 AND wake IS NULL")

# Forgetting what is past keeping. Who is still to be reminded is not.
# `touched` is looked at twice: who has come back since the chats were chosen stays.
PRUNE_CHATS = """
DELETE FROM chats WHERE touched < $1 AND chat IN (
    SELECT chat FROM chats WHERE touched < $1 AND NOT EXISTS (
        SELECT 1 FROM alarms WHERE alarms.chat = chats.chat AND wake IS NOT NULL
    ) LIMIT $2
) RETURNING chat
"""
PRUNE_PARCELS = """
DELETE FROM parcels WHERE id IN (SELECT id FROM parcels WHERE at < $1 LIMIT $2) RETURNING id
"""
PRUNE_UPDATES = """
DELETE FROM updates WHERE id IN (SELECT id FROM updates WHERE at < $1 LIMIT $2) RETURNING id
"""
# A page of cards ends with a chat, all of whose cards the next statement looks at.
CARDS_PAGE = """
SELECT max(chat) FROM (SELECT chat FROM cards WHERE chat > $1 ORDER BY chat LIMIT $2) AS page
"""
PRUNE_CARDS = """
DELETE FROM cards WHERE chat > $1 AND chat <= $2 AND (chat, card) IN (
    SELECT chat, card FROM (
        SELECT chat, card, row_number() OVER (PARTITION BY chat ORDER BY card DESC) AS place
        FROM cards WHERE chat > $1 AND chat <= $2
    ) AS placed WHERE place > $3
)
"""
PRUNE_ASIDE = "DELETE FROM set_aside WHERE latest < $1"

# What was given up, and what still waits.
SET_ASIDE = """
INSERT INTO set_aside (what, reason, times, since, latest) VALUES ($1, $2, 1, $3, $3)
ON CONFLICT (what, reason) DO UPDATE SET times = set_aside.times + 1, latest = excluded.latest
"""
ASIDE = "SELECT what, reason, times, since, latest FROM set_aside"
CLEAR_ASIDE = "DELETE FROM set_aside RETURNING what, reason, times, since, latest"
WAITING = "SELECT count(*), min(at) FROM parcels"
# `wake` finds the few that are due, claimed ones too.
OVERDUE = "SELECT min(at) FROM alarms WHERE care IN (0, 1) AND wake <= $1 AND at <= $2"
KNOWN = "SELECT count(*) FROM chats"

# A group has become a supergroup: all its chats, under its new number. Keys between `-1/` and `-10` begin with `-1/`.
CHATS_OF = "SELECT chat, state, version, touched FROM chats WHERE chat >= $1 AND chat < $2"
PARCELS_OF = "SELECT id, chat, payload FROM parcels WHERE chat >= $1 AND chat < $2"
ALARMS_OF = "SELECT id, chat, payload FROM alarms WHERE chat >= $1 AND chat < $2"
MOVE_CARDS = "UPDATE cards SET chat = $2 WHERE chat = $1"
MOVE_PARCEL = "UPDATE parcels SET chat = $2, payload = $3 WHERE id = $1"
MOVE_ALARM = "UPDATE alarms SET chat = $2, payload = $3 WHERE id = $1"
LEAVE = "DELETE FROM chats WHERE chat = $1"

# The value that tells whether a key fits, and sealing everything anew with another.
PROBE = "SELECT sealed FROM probe"
SET_PROBE = """
INSERT INTO probe (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET sealed = $1
"""
STATES = "SELECT chat, chat, state FROM chats WHERE chat > $1 ORDER BY chat LIMIT 500"
PAYLOADS = "SELECT id, chat, payload FROM parcels WHERE id > $1 ORDER BY id LIMIT 500"
ALARMS = "SELECT id, chat, payload FROM alarms WHERE id > $1 ORDER BY id LIMIT 500"
# What another process has changed meanwhile is left to it.
RESEAL_STATE = "UPDATE chats SET state = $2 WHERE chat = $1 AND state = $3"
RESEAL_PAYLOAD = "UPDATE parcels SET payload = $2 WHERE id = $1 AND payload = $3"
RESEAL_ALARM = "UPDATE alarms SET payload = $2 WHERE id = $1 AND payload = $3"
