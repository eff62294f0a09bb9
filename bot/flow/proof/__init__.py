"""Proves what a flow promises. Rule of this room: nothing is sampled, every possible set of answers counts."""
