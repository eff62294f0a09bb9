"""What one event does to one chat. Rule of this room: a move changes the desk, and `step` hands it over."""
