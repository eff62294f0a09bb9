"""What an operator's tools see of the bot: alive, ready, and counted. Nothing here tells anything about anybody.

counters   what happened, as Prometheus counts it     health   whether the bot can do its work now
sight      the witness, and its addresses             limits   from when on something is wrong
"""
