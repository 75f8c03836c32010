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


def lay(folder, seed):
    _, name, content = damaged(seed)
    path = folder / (name if name == "meeting.csv" else f"{seed}-{name}")
    path.write_bytes(content)
    return path


def answer(path):
    """What is said of a damaged file: a refusal, or a verdict whose problems each name a rule."""
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
    said = answer(lay(tmp_path, seed))
    assert said
    assert all(said)


@pytest.mark.soak
def test_two_thousand_damaged_files_within_time_and_memory(tmp_path):
    """Seconds of processor, of all threads: so that the proof holds on a busy machine too."""
    longest = (0.0, "")
    for seed in range(1000, 3100):
        path, kind = lay(tmp_path, seed), KINDS[seed % len(KINDS)].__name__
        begun = time.process_time()
        said = answer(path)
        longest = max(longest, (time.process_time() - begun, f"{kind} {seed}"))
        assert said, longest
        assert all(said), longest
        assert longest[0] < MOST_SECONDS, longest
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(f"longest {longest[0]:.2f} s ({longest[1]}), most memory {most / (1 << 20):.0f} MiB")
    assert most < MOST_MEMORY
