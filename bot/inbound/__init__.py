"""Telegram's updates to events. The only reader of updates.

Only the few fields named in `shape` are looked at, straight from the JSON: what Telegram adds or changes
elsewhere cannot break anything, and a malformed update is set aside alone.
"""
