"""One table of what was measured."""

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Table:
    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, work: str, measured: str, budget: str = "") -> None:
        self.rows.append((work, measured, budget))
        print(f"{work:<58} {measured:>30}   {budget}", flush=True)

    def timed(self, work: str, call: Callable[[], object], budget: str = "") -> object:
        started = time.perf_counter()
        answer = call()
        self.add(work, f"{time.perf_counter() - started:.2f} s", budget)
        return answer

    def spread(
        self,
        work: str,
        call: Callable[[], object],
        runs: int = 20,
        budget: str = "",
        before: Callable[[], object] = lambda: None,
    ) -> None:
        """Median and 95th percentile of `runs` calls; what is done `before` each does not count."""
        seconds = []
        for _ in range(runs):
            before()
            started = time.perf_counter()
            call()
            seconds.append(time.perf_counter() - started)
        p95 = statistics.quantiles(seconds, n=20)[-1] if runs > 1 else seconds[0]
        self.add(work, f"p50 {statistics.median(seconds) * 1000:.0f} ms  p95 {p95 * 1000:.0f} ms", budget)

    def peak_memory(self) -> None:
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        self.add("peak memory of this process / of its largest child", f"{own:.0f} / {children:.0f} MiB")
