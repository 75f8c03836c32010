"""Spark gives the figures DuckDB gives, in local mode and on a real cluster, a worker killed in the middle or not."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from analytics import refresh
from analytics.engines.spark_build import Cluster
from data.errors import DataError
from data.home import Home
from data.store import Store

ROOT = Path(__file__).resolve().parents[2]
TABLES = {
    "indicator_value": ("numerator", "denominator", "reported", "expected"),
    "indicator_spread": ("k", "sum_xx", "sum_xn", "sum_nn"),
    "period": ("kind", "period_start", "period_end", "year", "months", "provisional"),
    "talent_stay": ("arrived", "left_on", "continued_on"),
    "v_reported": ("member", "post_term", "training_attendance"),
    "fact_secretary": ("in_post_all_year", "training_hours", "joined_county_class"),
}
KEYS = {
    "period": "period_id",
    "talent_stay": "talent_id",
    "v_reported": "period_id, org_unit_id",
    "fact_secretary": "period_id, post_term_id",
}
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None, reason="make soak installs Spark"
)


def manage(home, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"TOUYAN_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finish(process, seconds=1800):
    said, _ = process.communicate(timeout=seconds)
    assert process.returncode == 0, said[-3000:]
    return said


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    finish(manage(home, "sample"))
    return home


@pytest.fixture
def home(county, tmp_path):
    return Path(shutil.copytree(county, tmp_path / "home"))


def newest_two(home):
    store = Store(Home(home))
    first, second = (snapshot.path for snapshot in store.snapshots()[-2:])
    return first, second


def differing(table, columns, first, second):
    keys = KEYS.get(table, "period_id, org_unit_id, indicator")
    tests = " OR ".join(f"NOT (a.{c} IS NOT DISTINCT FROM b.{c} OR {_near(c)})" for c in columns)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{first}' AS one (READ_ONLY)")
        connection.execute(f"ATTACH '{second}' AS two (READ_ONLY)")
        sql = f"SELECT * FROM one.{table} a FULL JOIN two.{table} b USING ({keys})"
        both = f"SELECT count(*) FROM one.{table} JOIN two.{table} USING ({keys})"
        total = f"SELECT count(*) FROM two.{table}"
        assert connection.execute(both).fetchone() == connection.execute(total).fetchone() != (0,)
        return connection.execute(f"{sql} WHERE {tests}").fetchall()


def _near(column):
    if column.startswith(("sum_", "numerator", "denominator")):
        return f"abs(a.{column} - b.{column}) <= 1e-9 * greatest(1, abs(a.{column}))"
    return "FALSE"


def assert_the_same_figures(home):
    for table, columns in TABLES.items():
        assert differing(table, columns, *newest_two(home))[:3] == [], table


def test_without_spark_the_way_to_it_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    store = Store(Home(tmp_path))
    with pytest.raises(DataError, match=r"manage\.py sample"):
        refresh.rebuild(store, "test", cluster=Cluster())
    finish(manage(tmp_path, "sample", "--villages", "20", "--years", "1"))
    with pytest.raises(DataError, match=r"requirements-spark\.txt"):
        refresh.rebuild(store, "test", cluster=Cluster())
    assert len(store.snapshots()) == 1
    store.close()


@pytest.mark.soak
@needs_spark
def test_local_spark_gives_every_figure_of_the_sample(home):
    finish(manage(home, "build", "--engine", "spark", "--master", "local[2]"))
    assert_the_same_figures(home)


@pytest.mark.soak
@needs_spark
def test_records_of_another_snapshot_are_refused(home, tmp_path):
    records = tmp_path / "records"
    finish(manage(home, "build", "--engine", "spark", "--master", "local[2]", "--records", records))
    with duckdb.connect() as connection:
        file = records / "talent.parquet"
        connection.execute(f"COPY (FROM '{file}' LIMIT 5) TO '{tmp_path / 'few.parquet'}'")
    shutil.move(tmp_path / "few.parquet", file)
    process = manage(home, "build", "--engine", "spark", "--records", records)
    said, _ = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "talent" in said


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def cluster(tmp_path):
    """A master and two workers on this machine, each a process of its own."""
    spec = importlib.util.find_spec("pyspark")
    spark = Path(spec.submodule_search_locations[0])
    port, started = free_port(), []

    def start(role, *arguments):
        command = [spark / "bin" / "spark-class", f"org.apache.spark.deploy.{role}", *arguments]
        env = os.environ | {"SPARK_HOME": str(spark), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1"}
        with (tmp_path / f"{role}-{len(started)}.log").open("w") as log:
            process = subprocess.Popen(
                [*map(str, command)], stdout=log, stderr=subprocess.STDOUT, env=env, start_new_session=True
            )
        started.append(process)
        return process

    url = f"spark://127.0.0.1:{port}"
    start("master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
    time.sleep(8)
    workers = [
        start(
            "worker.Worker", "--cores", "1", "--memory", "1g", "--host", "127.0.0.1", "--webui-port", "0",
            "--work-dir", str(tmp_path / f"work{number}"), url,
        )
        for number in (1, 2)
    ]  # fmt: skip
    time.sleep(8)
    yield url, workers
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.soak
@needs_spark
@pytest.mark.parametrize("killed", [False, True], ids=["two workers", "one killed in the middle"])
def test_a_cluster_gives_every_figure_of_the_sample(home, tmp_path, cluster, killed):
    url, workers = cluster
    process = manage(home, "build", "--engine", "spark", "--master", url, "--records", tmp_path / "records")
    if killed:
        for line in process.stdout:
            if "meeting" in line:
                break
        os.killpg(workers[0].pid, signal.SIGKILL)
    finish(process)
    assert_the_same_figures(home)
