"""Effects to Bot API calls, made in order and within Telegram's limits.

markup    a message to Telegram's HTML    calls    effects to methods and parameters
api       the calls themselves            sender   each chat's parcels, one after another
"""
