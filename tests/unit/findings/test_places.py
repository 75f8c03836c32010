"""What a map shows and says of each unit."""

import pytest

from analytics.catalogue import INDICATORS
from analytics.charts.theme import LOOKS
from analytics.findings.compare import against
from analytics.findings.places import band_sentence, fifths, value_sentence, verdict_sentence
from analytics.words import VERDICTS, Verdict
from data.text import Text

from .county import evaluated

KEY = "sec_in_post_rate"
INDICATOR = INDICATORS[KEY]
TEN = {f"u{n}": (n, 10) for n in range(10)}


def test_fifths_are_of_equal_size_and_say_their_ends():
    codes, classes = fifths(evaluated(KEY, TEN))
    assert codes.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [(found.least, found.largest) for found in classes] == [(0, 10), (20, 30), (40, 50), (60, 70), (80, 90)]


def test_ties_never_part_and_who_has_no_value_is_in_no_fifth():
    codes, classes = fifths(evaluated(KEY, {"a": (1, 2), "b": (5, 10), "c": (9, 10), "silent": None, "empty": (0, 0)}))
    assert codes[:2].nunique() == 1
    assert codes.isna().tolist() == [False, False, False, True, True]
    assert [found.least for found in classes] == [50, 90]


@pytest.mark.parametrize("sums", [{}, {"a": None}, {"a": (1, 2)}])
def test_nobody_or_one_is_no_trouble(sums):
    codes, classes = fifths(evaluated(KEY, sums))
    assert len(codes) == len(sums)
    assert len(classes) == (1 if sums.get("a") else 0)
    assert value_sentence(INDICATOR, evaluated(KEY, sums), "village", 0).zh


def test_the_sentence_counts_what_the_map_colours():
    frame = evaluated(KEY, {"low": (10, 100), "mid": (50, 100), "high": (90, 100), "few": (1, 2), "silent": None})
    judged = against(frame, {KEY: INDICATOR}, {KEY: 50.0})
    text = verdict_sentence(INDICATOR, judged, Text("county", "全县"), "village", 2)
    for code in set(judged["verdict"].dropna()):
        assert f"{VERDICTS[Verdict(code)].name.en} 1" in text.en
    assert "of 4 villages against county" in text.en
    assert "not reported 1 village" in text.en
    assert "2 villages have no place on the map" in text.en
    assert "2个村没有坐标或边界" in text.zh


def test_without_a_benchmark_nothing_is_judged():
    text = verdict_sentence(INDICATOR, against(evaluated(KEY, TEN), {KEY: INDICATOR}, {}), "x", "village", 0)
    assert "not compared 10" in text.en


def test_every_verdict_has_a_look_on_the_map():
    assert set(LOOKS) == set(Verdict)


def test_bands_are_counted_from_the_lowest():
    bands = [(Text("starting", "起步"), 2), (Text("strong", "较强"), 3), (Text("none", "无"), 0)]
    text = band_sentence(bands, 1, "2025", 0)
    assert text.en == "Organizational strength of 6 villages: starting 2, strong 3, not scored 1."
    assert "2025 has" not in band_sentence([], 4, "2025", 0).en
    assert "No village here has a strength index in 2025" in band_sentence([], 4, "2025", 0).en
