"""Nothing of a unit outside the scope reaches a person: no page, no table, no figure, no file, no error."""

import json
import random
import shutil
import threading
import time
from datetime import date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from analytics import refresh
from analytics.catalogue import INDICATORS
from analytics.disclosure import disclosed
from analytics.exports import to_csv, to_xlsx
from data.access import Role, Scope
from data.home import Home
from data.sample import lay_together, write_sample
from data.scoped_views import NARROWED
from data.store import Store
from pages.parts import tables

from .conftest import ROOT, keep_nothing_of_another
from .county import county
from .files import words_of
from .test_pages import PAGES

BESIDE = "beside((SELECT list(DISTINCT indicator) FROM indicator_value), ['2025'], 'village')"
TABLES = [*NARROWED, "indicator_value", "unit_value", "indicator_spread", BESIDE]
UNITS = {unit: (zh, en) for unit, _, _, zh, en in county()}
SCOPES = ["990101002", "990101003002"]


def foreign_to(scope):
    """Codes and names of the units that are neither below nor above the scope's."""
    outside = [unit for unit in UNITS if not unit.startswith(scope) and not scope.startswith(unit)]
    return {word for unit in outside for word in (unit, *UNITS[unit]) if word}


def reached(at):
    """All that was sent to the browser, as text."""
    for element in at:
        proto = getattr(element, "proto", None)
        said = str(proto)
        for value in (getattr(proto, "spec", ""), getattr(getattr(proto, "figure", None), "spec", "")):
            said += json.dumps(json.loads(value), ensure_ascii=False) if value else ""
        if element.type in ("arrow_data_frame", "dataframe"):
            said += element.value.to_csv()
        yield said.encode("utf-8", "backslashreplace").decode("utf-8")


def decoded(text):
    """Names as protobuf's own listing writes them: bytes in octal."""
    return (
        text.encode("latin-1", "ignore").decode("unicode_escape").encode("latin-1", "ignore").decode("utf-8", "ignore")
    )


@pytest.fixture
def as_person(monkeypatch, home, tmp_path):
    guarded = tmp_path / "home"
    shutil.copytree(home, guarded)
    (guarded / "settings").mkdir(exist_ok=True)
    people = "".join(
        f'[[people]]\nid = "{scope or "boss"}"\nrole = "{role}"\nunit = "{scope or "all"}"\n'
        for scope, role in [("", "administrator"), *zip(SCOPES, ("steward", "leader"), strict=True)]
    )
    (guarded / "settings" / "access.toml").write_text('sign_in = "oidc"\n' + people)
    monkeypatch.setenv("TOUYAN_HOME", str(guarded))
    keep_nothing_of_another(guarded)

    def open_as(person):
        at = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
        at.user = {"is_logged_in": True, "sub": person, "iat": time.time() - 9, "exp": time.time() + 900}
        at.query_params.update(lang="zh", indicator="three_meetings_compliance")
        return at.run()

    return open_as


@pytest.fixture
def tables_to_save(monkeypatch):
    """What builds the table behind each pair of download buttons of the pages that ran since, and its language."""
    found, original = [], tables._export

    def spy(here, *asked):
        build = original(here, *asked)
        found.append((build, here.language))
        return build

    monkeypatch.setattr(tables, "_export", spy)
    return found


def test_no_page_shows_a_unit_outside_the_scope_not_even_after_an_administrator(as_person, tables_to_save):
    boss = as_person("boss")
    visited = random.Random(1).sample(PAGES, 6)
    seen = "".join(said for page in visited for said in reached(boss.switch_page(page).run()))
    assert any(word in seen for word in foreign_to(SCOPES[0])), "the search finds what is there"
    for scope in SCOPES:
        at, foreign = as_person(scope), foreign_to(scope)
        for page in PAGES:
            tables_to_save.clear()
            try:
                at.switch_page(page)
            except ValueError:  # not for this role
                continue
            at.query_params.update(unit=random.Random(page).choice(list(UNITS)))
            at.run()
            assert not at.exception, page
            for said in reached(at):
                either = said + decoded(said)
                found = {word for word in foreign if word in either}
                assert not found, (page, scope, found)
            saved = "".join(to_csv(build(), language).decode("utf-8") for build, language in tables_to_save)
            for build, language in tables_to_save[:1]:  # with its cover and definitions
                saved += words_of(to_xlsx(build(), language), "xlsx")
            assert not {word for word in foreign if word in saved}, (page, scope, "the files")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """A whole small county with records in every table."""
    folder = tmp_path_factory.mktemp("sample")
    written = write_sample(folder / "packages", 8, 1, 3, date(2026, 6, 30))
    together = lay_together(written.packages, folder / "together")
    store = Store(Home(folder / "home"))
    refresh.initialise(store, refresh.Sending(together, "tester"), datetime.now())
    yield store
    store.close()


def units_of(store):
    with store.reader() as reader:
        return reader.table("SELECT org_unit_id, name_zh FROM org_unit").to_pylist()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.LEADER, Role.STEWARD])
def test_no_table_behind_the_door_names_a_unit_outside_the_scope(sample, role):
    units = [row["org_unit_id"] for row in units_of(sample)]
    for scope in random.Random(role).sample([unit for unit in units if len(unit) >= 9], 5):
        outside = {unit for unit in units if not unit.startswith(scope) and not scope.startswith(unit)}
        with sample.reader(Scope(scope, role)) as reader:
            for table in TABLES:
                rows = reader.table(f"SELECT * FROM {table}").to_pylist()
                seen = {str(value) for row in rows for value in row.values() if isinstance(value, str)}
                assert not seen & outside, (scope, table)
                assert not {value for value in seen if any(unit in value for unit in outside)}, (scope, table)


def test_sixteen_people_at_once_each_read_their_own(sample):
    units = [row["org_unit_id"] for row in units_of(sample)]
    scopes = [Scope(unit, role) for unit in units if len(unit) >= 9 for role in (Role.VIEWER, Role.LEADER)][:16]

    def read(scope):
        with sample.reader(scope) as reader:
            return disclosed(reader, list(INDICATORS), units, ["2025"])

    alone = [read(scope) for scope in scopes]
    together, wrong = [None] * len(scopes), []

    def work(number):
        for _ in range(3):
            together[number] = read(scopes[number])
            if not together[number].equals(alone[number]):
                wrong.append(scopes[number])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(scopes))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
