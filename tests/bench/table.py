"""One table of what was measured: work, size, seconds, processor, peak memory, budget, and the share of it spent."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

COLUMNS = "{:<44} {:<26} {:>9} {:>9} {:>9} {:>9} {:>12} {:>6}"
HEADING = COLUMNS.format("work", "size", "p50", "p95", "processor", "memory", "budget", "spent")


def nothing() -> None:
    """What is done before a call that needs nothing before."""


class Table:
    """Rows are printed as they are measured; a part calls `spread`, `timed` or `add`, once a row."""

    def spread(
        self,
        work: str,
        call: Callable[[], object],
        *,
        size: str = "",
        runs: int = 20,
        budget: float | None = None,
        of: str = "p95",
        before: Callable[[], object] = nothing,
    ) -> object:
        """Seconds of `runs` calls, and what the last gave. What is done `before` each does not count. The budget is
        seconds `of` p50, p95 or, as the median of all threads of this process, processor."""
        seconds, processor = [], []
        forget_peak()
        for _ in range(runs):
            before()
            began, spent = time.perf_counter(), time.process_time()
            answer = call()
            seconds.append(time.perf_counter() - began)
            processor.append(time.process_time() - spent)
        p95 = statistics.quantiles(seconds, n=20, method="inclusive")[-1] if runs > 1 else None
        middle = statistics.median(seconds)
        told = {"p95": p95, "processor": statistics.median(processor)}
        self.add(work, middle, size=size, **told, memory=peak(), budget=budget, of=of if runs > 1 else "p50")
        return answer

    def timed(self, work: str, call: Callable[[], object], *, size: str = "", budget: float | None = None) -> object:
        """Seconds of one call, and what it gave."""
        return self.spread(work, call, size=size, runs=1, budget=budget)

    def add(
        self,
        work: str,
        measured: float,
        *,
        unit: str = "s",
        size: str = "",
        p95: float | None = None,
        processor: float | None = None,
        memory: float | None = None,
        budget: float | None = None,
        of: str = "p50",
    ) -> None:
        """A row of what was measured elsewhere, in any unit; `memory` in MiB. The budget is in the same unit."""
        held = {"p50": measured, "p95": p95, "processor": processor}[of]
        print(
            COLUMNS.format(
                work,
                size,
                amount(measured, unit),
                amount(p95, unit),
                amount(processor, unit),
                amount(memory, "MiB"),
                "" if budget is None else f"{'' if of == 'p50' else of[:4] + ' '}{amount(budget, unit)}",
                "" if budget is None or held is None else f"{held / budget:.2f}",
            ).rstrip(),
            flush=True,
        )


def amount(number: float | None, unit: str) -> str:
    if number is None:
        return ""
    if unit == "s" and number < 1:
        return f"{number * 1000:.0f} ms" if number >= 0.01 else f"{number * 1000:.1f} ms"
    return f"{number:.0f} {unit}" if number >= 100 else f"{number:.2f} {unit}"


def peak(pid: int | str = "self") -> float:
    """The most memory that a process had resident, in MiB, since it began or since `forget_peak`."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) / 1024


def forget_peak() -> None:
    """Let `peak` of this process begin anew."""
    Path("/proc/self/clear_refs").write_text("5")
