"""A township's template that carries its registers forward: sent back as it is, it changes nothing."""

from datetime import date

from data.intake.judge import judge
from data.intake.known import CARRIED, OWES_MONTHS
from data.intake.read import read_package
from data.intake.template import find_recipient, write_template
from data.schema import TABLES

from .conftest import NOW

END = date(2026, 7, 31)


def test_rows_carried_forward_and_sent_back_are_those_in_force(county, tmp_path):
    with county.reader() as reader:
        townships = reader.table("SELECT min(org_unit_id) AS unit FROM org_unit WHERE level = 'township'")
        (township,) = townships["unit"].to_pylist()
        in_force = {name: reader.table(f"SELECT * FROM {name}").to_pylist() for name in CARRIED}
        write_template(tmp_path / "t.xlsx", find_recipient(reader, township, NOW.date(), END, carry=True))
    with read_package(tmp_path / "t.xlsx") as package:
        verdict = judge(package, county.current().path, NOW)
        assert [str(problem) for problem in verdict.problems.listed] == []
        for name in CARRIED:
            sent = verdict.rows(name).read_all().select(list(TABLES[name].column)).to_pylist()
            known = {row[TABLES[name].key[0]]: row for row in in_force[name]}
            assert all(row == known[row[TABLES[name].key[0]]] for row in sent)
            ended = "end_date" if "end_date" in TABLES[name].column else "exit_date"
            due = [row for row in in_force[name] if row["org_unit_id"].startswith(township)]
            due = [row for row in due if row[ended] is None or row[ended] > NOW.date()]
            assert len(sent) == sum(row.get("post_type") not in OWES_MONTHS for row in due) > 0
