"""What happened, as Prometheus counts it. Labels are names of ours, never anybody's."""

from math import nan

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot import __version__
from bot.flow.ending import CALM, EMERGENCY
from bot.sight.health import Report

CONTENT_TYPE = CONTENT_TYPE_LATEST
REPLY = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)  # seconds
LAG = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0, 7200.0)


class Counters:
    """One process's. Gauges of the database are the same in every process on it."""

    def __init__(self) -> None:
        all_ = self.registry = CollectorRegistry()
        self.updates = Counter(
            "legwise_updates", "Updates done with", ["kind", "result"], registry=all_
        )
        self.endings = Counter(
            "legwise_endings", "Endings told, by urgency: 4 is the most urgent", ["urgency"], registry=all_
        )  # fmt: skip
        for urgency in range(CALM, EMERGENCY + 1):  # a count first seen above 0 has not increased
            self.endings.labels(str(urgency))
        self.calls = Counter("legwise_calls", "Bot API calls", ["method", "result"], registry=all_)
        self.set_aside = Counter("legwise_set_aside", "What was given up", ["what"], registry=all_)
        self.reply = Histogram(
            "legwise_reply_seconds",
            "From an update taken to its answer accepted by Telegram",
            buckets=REPLY,
            registry=all_,
        )
        self.lag = Histogram(
            "legwise_reminder_lag_seconds", "How late alarms rang", buckets=LAG, registry=all_
        )
        self.in_hand = Gauge(
            "legwise_messages_in_hand", "Parcels this process is sending", ["priority"], registry=all_
        )  # fmt: skip
        self.waiting = Gauge(
            "legwise_messages_waiting", "Parcels not yet sent, in the database", registry=all_
        )
        self.age = Gauge(
            "legwise_oldest_seconds", "Age of what has waited longest", ["what"], registry=all_
        )
        self.up = Gauge("legwise_up", "Whether a check of /readyz passes", ["check"], registry=all_)
        self.chats = Gauge("legwise_chats", "Chats that are kept", registry=all_)
        Gauge("legwise_build", "Always 1", ["version"], registry=all_).labels(__version__).set(1)

    def page(self, report: Report, chats: int | None) -> bytes:
        """What a scrape gets: the counts so far, and how things stand now."""
        self.up.clear()  # what cannot be seen now is not what was seen before
        self.age.clear()
        for name, check in report.checks.items():
            self.up.labels(name).set(check.ok)
            if name != "database":
                self.age.labels(name).set(check.seconds or 0.0)
        self.waiting.set(nan if report.backlog is None else report.backlog.parcels)
        self.chats.set(nan if chats is None else chats)
        return generate_latest(self.registry)
