"""What is measured, beside a peer. `python -m bench` prints it all; README.md says how to read it."""
