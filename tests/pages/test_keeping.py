from threading import Barrier, Thread
from time import sleep

import pytest

from pages.parts.keeping import keep


def test_an_answer_is_made_once_and_shared():
    made = []

    @keep(2)
    def answer(of, times=1):
        made.append(of)
        return [of] * times

    assert answer("a") is answer("a")
    assert answer("a", times=2) == ["a", "a"]
    assert made == ["a", "a"]


def test_the_answer_that_was_not_asked_for_longest_goes_first():
    made = []
    answer = keep(2)(made.append)
    for of in ("a", "b", "a", "c", "a", "b"):
        answer(of)
    assert made == ["a", "b", "c", "b"]


def test_of_those_who_ask_the_same_at_once_one_makes_the_answer():
    made, begin = [], Barrier(4)

    @keep(2)
    def slow(of):
        made.append(of)
        sleep(0.05)
        return of

    def ask():
        begin.wait()
        slow("a")

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["a"]


def test_a_failure_is_not_kept():
    tried = []

    @keep(2)
    def fails_first(of):
        tried.append(of)
        if len(tried) == 1:
            raise ValueError
        return of

    with pytest.raises(ValueError):
        fails_first("a")
    assert fails_first("a") == "a"
