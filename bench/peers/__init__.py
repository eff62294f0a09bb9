"""The same check by other libraries' ways. No module here imports the bot: its memory would be theirs."""
