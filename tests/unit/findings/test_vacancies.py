"""How long posts stood vacant, also where none ever did."""

from datetime import date

import pandas as pd

from analytics.findings.vacancies import COLUMNS, recent, vacancies, vacancies_sentence
from data.text import Text

FIRST, END, SINCE, PERIOD = date(2020, 1, 1), date(2025, 12, 31), date(2022, 12, 31), Text("2025", "2025年")


def terms(*rows):
    columns = ["org_unit_id", "start_date", "end_date"]
    return pd.DataFrame(rows, columns=columns, dtype=object).assign(valid_from=FIRST)


def test_where_no_post_was_ever_vacant_it_is_said():
    gaps = recent(vacancies(terms(("v", FIRST, None)), FIRST, END), SINCE)
    assert gaps.columns.tolist() == COLUMNS
    assert vacancies_sentence(gaps, 1, 0, PERIOD).zh == "2025年该村书记在任。"
    assert vacancies_sentence(gaps, 7, 1, PERIOD).en.startswith("All 7 villages that reported have a secretary")


def test_a_gap_that_ended_before_is_left_out_and_an_open_one_never_is():
    long_ago = ("v", FIRST, date(2021, 1, 1)), ("v", date(2021, 6, 1), date(2025, 11, 1))
    gaps = vacancies(terms(*long_ago), FIRST, END)
    assert gaps["open"].tolist() == [False, True]
    assert recent(gaps, SINCE)["start"].tolist() == [date(2025, 11, 1)]
    assert vacancies_sentence(gaps, 1, 0, PERIOD).zh.startswith("2025年该村书记空缺。")
