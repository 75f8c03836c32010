"""The league table's page where there is nothing to rank."""

import pytest

from .county import county, publish

PAGE, HERE = "pages/villages/league_table.py", {"unit": "990101", "period": "2025", "level": "village"}
ALL_ALIKE, DIFFERENT = "three_meetings_compliance", "theme_day_monthly_rate"


@pytest.mark.parametrize("values", ["off", "on"])
@pytest.mark.parametrize(("language", "said"), [("en", "nothing to rank"), ("zh", "无须排名")])
def test_where_all_have_the_same_value_no_rank_no_list_and_no_doubt_is_drawn(visit, tmp_path, language, said, values):
    home = publish(tmp_path, county(), full={ALL_ALIKE})
    at = visit(home, PAGE, lang=language, indicator=ALL_ALIKE, values=values, **HERE)
    assert not at.exception
    assert sum(said in found.value for found in at.markdown) == 1
    assert not at.metric
    assert not at.get("plotly_chart")
    assert not [found for found in at.warning if "noisy" in found.value or "波动过大" in found.value]
    assert len(at.dataframe) == 1
    other = visit(home, PAGE, lang=language, indicator=DIFFERENT, **HERE)
    assert len(other.metric) == 4
    assert len(other.get("plotly_chart")) == 1
