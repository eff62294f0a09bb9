"""Says when. Rule of this room: pure; it knows no clock, no chance and no chat, only moments and zones."""
