"""The conductor: from what was sent to a published snapshot. It calls; it computes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from analytics import cube, cube_part, federation
from analytics.by_unit import renew_by_unit, write_by_unit
from analytics.conclude import conclude, conclude_again
from analytics.engines import spark_build
from analytics.engines.spark_build import Cluster
from analytics.unit_ranks import write_ranks
from analytics.withheld.thresholds import load_thresholds
from data import publishing
from data.access import Scope
from data.errors import DataError, StoreMovedOn
from data.intake.aliases import load_aliases
from data.intake.judge import Verdict, judge
from data.intake.limits import load_limits
from data.intake.read import read_package
from data.persons_by_unit import renew_persons_by_unit, write_persons_by_unit
from data.quality.find import write_signs
from data.queries.structure import units_at_or_below
from data.queries.units import units as all_units
from data.rollup import has_rollups, is_store_of_rollups, read_rollup, receive_rollup
from data.snapshot import Connection, Origin, Step, build_snapshot, current_or_none
from data.store import Snapshot, Store
from data.text import Text

Tell = Callable[[str], None]
WAIT_FOR_WRITER = 600.0  # seconds a second import waits for the first


@dataclass(frozen=True, slots=True)
class Sending:
    """What somebody asks to bring in: the file, who reports for when if it does not say so, who asks and for whom."""

    path: Path
    author: str
    unit: str | None = None
    period_end: date | None = None
    skip_bad_rows: bool = False
    within: str | None = None  # the unit whose own packages and those of units below may be sent; None: any


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the verdict, and the snapshot if there was something to publish."""

    verdict: Verdict
    snapshot: Snapshot | None


def initialise(store: Store, sending: Sending, now: datetime, tell: Tell | None = None) -> Outcome:
    """Start a store from its list of units; refused if there is one."""
    if current_or_none(store) is not None:
        raise DataError(ALREADY_A_STORE, str(store.home.root))
    limits = load_limits(store.home)
    with read_package(sending.path, sending.unit, sending.period_end, founding=True, limits=limits) as package:
        verdict = judge(package, None, now, sending.skip_bad_rows, load_aliases(store.home))
        origin = Origin("init", sending.author, package.synthetic, {package.source.name: package.sha256})
        return Outcome(verdict, _publish(store, origin, verdict, None, tell))


def import_package(store: Store, sending: Sending, now: datetime, tell: Tell | None = None) -> Outcome:
    """Read, judge and publish one package; nothing is published if it has errors or was received before.

    If somebody else publishes in the meantime, it is judged again against the new state.
    """
    while True:
        try:
            return _import_once(store, sending, now, tell)
        except StoreMovedOn:
            continue


def _import_once(store: Store, sending: Sending, now: datetime, tell: Tell | None) -> Outcome:
    parent = store.current()
    with judged(store, sending, parent, now) as verdict:
        if verdict.again:
            return Outcome(verdict, None)
        return Outcome(verdict, _publish(store, origin_of(sending, verdict), verdict, parent, tell))


@contextmanager
def judged(store: Store, sending: Sending, parent: Snapshot, now: datetime) -> Iterator[Verdict]:
    """What is to be said of a package against a published snapshot; its rows may be taken within the `with` block.

    `DataError` for what cannot be read, for invented records in a real store and the reverse, and for a reporter that
    lies outside the sender's own units.
    """
    if is_store_of_rollups(parent.path):
        raise DataError(STORE_OF_ROLLUPS, str(store.home.root))
    with read_package(sending.path, sending.unit, sending.period_end, limits=load_limits(store.home)) as package:
        _demand_same_kind(store, parent, package.synthetic, str(sending.path))
        _demand_own(store, parent, sending, {submission.org_unit_id for submission in package.submissions})
        yield judge(package, parent.path, now, sending.skip_bad_rows, load_aliases(store.home))


def origin_of(sending: Sending, verdict: Verdict) -> Origin:
    package = verdict.package
    return Origin("import", sending.author, package.synthetic, {package.source.name: package.sha256})


def withdraw(store: Store, unit: str, period_end: date, sheet: str | None, author: str) -> Snapshot:
    """Take a unit's submissions of a period end back; what they had replaced is in force again."""

    def take_back(connection: Connection) -> None:
        if not publishing.withdraw(connection, unit, period_end.isoformat(), sheet):
            raise DataError(NOTHING_TO_WITHDRAW.fill(unit=unit, period_end=period_end))

    parent = store.current()
    origin = Origin("withdraw", author, is_synthetic(store, parent))
    return publish_received(store, origin, take_back, parent, Figures(store))


def rebuild(store: Store, author: str, tell: Tell | None = None, cluster: Cluster | None = None) -> Snapshot:
    """Compute the figures anew from the same records, as after an upgrade of the code; with `cluster` on Spark."""
    parent = store.current()
    origin = Origin("build", author, is_synthetic(store, parent))
    return publish_received(store, origin, lambda c: None, parent, Figures(store, tell, cluster), anew=True)


def import_rollups(store: Store, files: Sequence[Path], author: str, tell: Tell | None = None) -> Snapshot:
    """Take in the sums of the offices below, each in place of what it had sent before, and publish their totals."""
    rollups = [read_rollup(file) for file in files]
    parent = current_or_none(store)
    kinds = {rollup.manifest.synthetic for rollup in rollups} | ({is_synthetic(store, parent)} if parent else set())
    if len(kinds) > 1:
        raise DataError(KINDS_MIXED)

    def receive(connection: Connection) -> None:
        if parent is not None and not has_rollups(connection):
            raise DataError(STORE_OF_RECORDS, str(store.home.root))
        for rollup in rollups:
            receive_rollup(connection, rollup)

    sent = {rollup.name: rollup.sha256 for rollup in rollups}
    origin = Origin("import-rollup", author, kinds.pop(), sent)
    return publish_received(store, origin, receive, parent, Figures(store, tell), anew=True)


def publish_received(
    store: Store,
    origin: Origin,
    receive: Step,
    parent: Snapshot | None,
    figures: Figures,
    anew: bool = False,
) -> Snapshot:
    """Build and publish a snapshot on `parent` from what `receive` adds, takes back or leaves as it is.

    Figures are computed where something changed, if that can be done and they are not all asked for `anew`.
    """
    renew = None if anew else figures.renew
    return build_snapshot(store, origin, receive, figures.write, parent, WAIT_FOR_WRITER, renew)


class Figures:
    """What writes the figures of a snapshot under the home's thresholds of disclosure."""

    def __init__(self, store: Store, tell: Tell | None = None, cluster: Cluster | None = None) -> None:
        self._thresholds = load_thresholds(store.home)
        self._tell, self._cluster = tell, cluster
        self._why = "all was asked for"

    def write(self, connection: Connection) -> None:
        """All of them."""
        if has_rollups(connection):
            federation.build(connection, self._thresholds, self._tell)
            write_by_unit(connection)
            write_ranks(connection, self._tell)
            return
        if self._cluster is None:
            cube.build(connection, self._tell)
        else:
            spark_build.build(connection, self._cluster, self._tell)
        cube_part.note(connection, f"everything: {self._why}")
        write_by_unit(connection)
        write_persons_by_unit(connection)
        conclude(connection, self._thresholds, self._tell)
        write_signs(connection)

    def renew(self, connection: Connection) -> bool:
        """Those that changed rows reach; false, and nothing done, where that would not give what `write` gives."""
        self._why = cube_part.renew(connection, self._tell)
        if not self._why:
            renew_by_unit(connection)
            renew_persons_by_unit(connection)
            conclude_again(connection, self._thresholds, self._tell)
            write_signs(connection)
        return not self._why


def has_store(store: Store) -> bool:
    return current_or_none(store) is not None


def is_synthetic(store: Store, snapshot: Snapshot) -> bool:
    with store.reader(snapshot=snapshot) as reader:
        return reader.info().synthetic


def _publish(
    store: Store, origin: Origin, verdict: Verdict, parent: Snapshot | None, tell: Tell | None
) -> Snapshot | None:
    if not verdict.publishable:
        return None
    return publish_received(
        store, origin, lambda c: publishing.receive_package(c, verdict), parent, Figures(store, tell)
    )


def _demand_own(store: Store, parent: Snapshot, sending: Sending, reporters: set[str]) -> None:
    """Nobody sends for an office outside the own scope; an office nobody knows is the rules' to tell."""
    if sending.within is None:
        return
    with store.reader(snapshot=parent) as reader:
        known = {str(unit) for unit in all_units(reader)["org_unit_id"].to_pylist()}
    with store.reader(Scope(sending.within), parent) as reader:
        own = {str(unit) for unit in units_at_or_below(reader, sending.within)["org_unit_id"].to_pylist()}
    if foreign := sorted((reporters & known) - own):
        raise DataError(NOT_YOURS.fill(units=", ".join(foreign), own=sending.within), str(sending.path))


def _demand_same_kind(store: Store, parent: Snapshot, synthetic: bool, place: str) -> None:
    """Invented and real records never mix."""
    if is_synthetic(store, parent) != synthetic:
        raise DataError(SYNTHETIC_INTO_REAL if synthetic else REAL_INTO_SYNTHETIC, place)


ALREADY_A_STORE = Text(
    "There is a store here already. Set TOUYAN_HOME to another folder to start a new one.",
    "此处已有数据库。若要新建，请将 TOUYAN_HOME 设为其他文件夹。",
)
NOT_YOURS = Text(
    "The file reports for {units}, which does not belong to {own}. Have it sent by the office in charge.",
    "该文件的报送单位 {units} 不属于 {own}。请由主管单位报送。",
)
REAL_INTO_SYNTHETIC = Text(
    "This store holds the synthetic sample county, and the file is not marked synthetic. Start a store of your own "
    "with `python manage.py init ORG_UNITS` in another TOUYAN_HOME.",
    "当前数据库为模拟示例县，而该文件未标明为模拟数据。请另设 TOUYAN_HOME，"
    "并用 `python manage.py init ORG_UNITS` 建立本县数据库。",
)
SYNTHETIC_INTO_REAL = Text(
    "This file is marked synthetic; it cannot go into a store of real records.",
    "该文件标明为模拟数据，不能导入真实数据库。",
)
NOTHING_TO_WITHDRAW = Text(
    "There is no accepted submission of {unit} for {period_end} with that sheet.",
    "{unit} 在 {period_end} 没有相应的已接收报送。",
)
STORE_OF_RECORDS = Text(
    "This store holds records. A store of rollups is another one: set TOUYAN_HOME to another folder.",
    "当前数据库存放的是记录。汇总库须另建：请将 TOUYAN_HOME 设为其他文件夹。",
)
STORE_OF_ROLLUPS = Text(
    "This store is built from the sums of other offices and takes no records. Import them in their own county.",
    "当前数据库由下级汇总数据生成，不接收记录。请在所属县的数据库中导入。",
)
KINDS_MIXED = Text(
    "Sums of invented and of real records never go into one store.", "模拟数据与真实数据的汇总不能放入同一数据库。"
)
