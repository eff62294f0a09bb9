"""`python -m bot` is `legwise`."""

from bot.cli import main

if __name__ == "__main__":
    main()
