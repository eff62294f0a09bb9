"""Legwise: how soon to get care for a sore leg, and why."""

__version__ = "0.1.0"
