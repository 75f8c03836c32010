"""Whatever a file is like: an answer that names its cause, never a traceback, never a partial publish."""

import resource
import time

import pytest

from data.errors import DataError
from data.intake.judge import judge
from data.intake.read import read_package

from ..intake import world as w
from .damage import KINDS, damaged

MOST_SECONDS, MOST_MEMORY = 60, 1 << 30


def answer(folder, seed):
    """What is said of a damaged file: a refusal, or a verdict whose problems each name a rule."""
    _, name, content = damaged(seed)
    path = folder / f"{seed}-{name}" if name not in ("meeting.csv",) else folder / name
    path.write_bytes(content)
    try:
        with read_package(path, w.TOWNSHIP, w.PERIOD_END) as package:
            verdict = judge(package, None, w.NOW)
            said = [str(problem.message) for problem in verdict.problems.listed]
            return said or ["publishable"] * verdict.publishable
    except DataError as refused:
        return [refused.reason.en, refused.reason.zh]
    finally:
        path.unlink()


@pytest.mark.parametrize("seed", range(len(KINDS)))
def test_every_kind_of_damage_is_answered(tmp_path, seed):
    said = answer(tmp_path, seed)
    assert said
    assert all(said)


@pytest.mark.soak
def test_two_thousand_damaged_files_within_time_and_memory(tmp_path):
    for seed in range(1000, 3100):
        started = time.monotonic()
        assert answer(tmp_path, seed), damaged(seed)[0]
        assert time.monotonic() - started < MOST_SECONDS, damaged(seed)[0]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < MOST_MEMORY
