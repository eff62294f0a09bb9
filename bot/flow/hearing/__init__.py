"""Understands what people type: answers, lengths of time, danger, in every language the bot knows."""
