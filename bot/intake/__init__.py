"""Takes Telegram's updates in. Rule of this room: an update is acknowledged only after its consequences are on disk."""
