"""The same check as `ptb.py`, with its pickle written after every update."""

from bench.peers.duty import told
from bench.peers.ptb import Flushing, main

if __name__ == "__main__":
    main(told(), Flushing)
