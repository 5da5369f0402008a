"""The server's figures as Prometheus reads them.

Owns: names, labels and help of every series.
Does not know: who counts (`figures`), HTTP.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from detente_server.host.console.matters import PHASES
from detente_server.host.figures import SECONDS, Spread
from detente_server.host.services import Services


class Metrics(Collector):
    """All series of one server."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    def text(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self._registry)

    def describe(self) -> Iterable[Metric]:
        """The series cannot be known before they are counted."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Every series as it is now."""
        yield from self._work()
        yield from self._standing()

    def _work(self) -> Iterator[Metric]:
        """What was counted."""
        figures = self._services.environment.figures
        yield _spread(
            "detente_command_seconds",
            "From a command's arrival to its answer, by the kind of its frame.",
            figures.commands,
            "kind",
        )
        yield _spread(
            "detente_commit_seconds",
            "From a record's way to the store to its being durable.",
            {"": figures.commits},
        )
        yield _spread(
            "detente_loop_lag_seconds", "How late the event loop came to what was due.", {"": figures.lag}
        )
        for name, help_, label, counted in (
            ("detente_receipts", "Answers to commands, by code.", "code", figures.receipts),
            ("detente_resumes", "Streams that were asked for, by outcome.", "outcome", figures.resumed),
            ("detente_closes", "Connections that ended, by close code.", "reason", figures.closes),
            ("detente_turned_away", "Turned away at the door, by HTTP status.", "status", figures.turned_away),
            ("detente_notifications", "Notifications, by outcome.", "outcome", figures.notifications),
        ):  # fmt: skip
            yield _counter(name, help_, label, counted)

    def _standing(self) -> Iterator[Metric]:
        """How things stand."""
        services, gateway = self._services, self._services.gateway
        phases = Counter(str(listing.row.phase) for listing in services.directory.listings())
        matches = GaugeMetricFamily("detente_matches", "Matches, by phase.", labels=["phase"])
        for phase in PHASES:
            matches.add_metric([phase], phases[phase])
        yield matches
        info = GaugeMetricFamily("detente_build_info", "The server's version.", labels=["version"])
        info.add_metric([services.name], 1)
        yield info
        store = services.store.store
        for name, help_, value in (
            ("detente_matches_loaded", "Matches in memory.", len(services.matches.owners)),
            ("detente_matches_quarantined", "Matches that cannot be read.", len(services.matches.quarantined)),
            ("detente_connections", "Connections that are open.", gateway.connections),
            ("detente_players", "Players who are here under a name.", gateway.players),
            ("detente_queue_bytes", "What waits for clients to read.", gateway.queue_bytes),
            ("detente_store_writes", "1: the store writes; 0: it is read-only.", store.read_only is None),
            ("detente_store_bytes", "What the store takes of the disk.", store.size_bytes),
            ("detente_draining", "1: the server is about to stop.", services.drain.left_s is not None),
        ):  # fmt: skip
            yield GaugeMetricFamily(name, help_, value=float(value))


def _counter(name: str, help_: str, label: str, counted: Mapping[str, int] | Mapping[int, int]) -> Metric:
    family = CounterMetricFamily(name, help_, labels=[label])
    for value, count in sorted(counted.items(), key=lambda one: str(one[0])):
        family.add_metric([str(value)], count)
    return family


def _spread(name: str, help_: str, spreads: Mapping[str, Spread], label: str = "") -> Metric:
    family = HistogramMetricFamily(name, help_, labels=[label] if label else [])
    for value, spread in sorted(spreads.items()):
        family.add_metric([value] if label else [], list(_buckets(spread)), spread.total_s)
    return family


def _buckets(spread: Spread) -> Iterator[tuple[str, float]]:
    """Each bound with how many took no longer."""
    below = 0
    for bound, count in zip((*map(str, SECONDS), "+Inf"), spread.counts, strict=True):
        below += count
        yield bound, below
