"""What counts, once and in SQL: one file a subject, one row per subject and period, every measure additive.

A closer look (`analytics.closer`) also reads the columns of `for_closer`: whose row it is, and what the sums leave out.
Facts that stay do so in the snapshot, as the table `fact_<subject>`: pages then read the rows that the cube has summed.

`secretary.in_post` names the column `in_post` of `secretary.sql`. The cube sums each subject by period and unit into
`sum_<subject>`, in the order of `SUBJECTS`; a later subject may read the sums of an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Measure:
    """An additive column of a subject's facts."""

    subject: str
    column: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A file of facts; its attributes are its measures. `for_facts`: those of its sums that a later file reads;
    `for_closer`: columns that are not summed. `as_written`: its joins are done as they are written, the table on the
    left read in its order and those on the right looked up in, where an engine's guess of sizes would be far off."""

    name: str
    for_facts: tuple[str, ...] = ()
    for_closer: tuple[str, ...] = ()
    stays: bool = False
    as_written: bool = False

    @property
    def sql(self) -> str:
        return read(self.name)

    def __getattr__(self, column: str) -> Measure:
        if column.startswith("_"):
            raise AttributeError(column)
        return Measure(self.name, column)


@cache
def read(name: str) -> str:
    """The SQL of a file of this folder."""
    return (FOLDER / f"{name}.sql").read_text("utf-8")


member = Subject("member", for_facts=("full_members",), for_closer=("member_id", "person_id", "mgmt_category"))
member_year = Subject("member_year", for_closer=("member_id", "training_hours"), stays=True, as_written=True)
capable_member = Subject("capable_member")
village = Subject("village")
yearly = Subject("yearly")
system = Subject("system")
meeting = Subject("meeting", for_closer=("committee_due", "party_group_due"), stays=True)
secretary = Subject(
    "secretary", for_closer=("post_term_id", "joined_county_class", "sex", "birth_year", "education"), stays=True
)
affairs_worker = Subject(
    "affairs_worker", for_closer=("post_term_id", "posts_held", "birth_year", "education"), stays=True
)
term = Subject("term", for_closer=("post_term_id",), stays=True)
recruit = Subject(
    "recruit", for_closer=("member_id", "activist_a_year", "trained_24_hours", "reviewed_before"), stays=True
)
duty = Subject("duty")
training = Subject("training")
talent = Subject("talent", for_closer=("talent_id", "talent_type", "origin"))
talent_arrival = Subject("talent_arrival", for_closer=("talent_id",))
talent_support = Subject("talent_support", for_closer=("satisfaction",))
fund = Subject("fund", for_closer=("purpose",))
team_post = Subject("team_post", for_closer=("post_type",))
team_month = Subject("team_month", for_closer=("post_type", "dispatch_level"))
docking = Subject("docking", for_closer=("dock_type",))
practice = Subject("practice", for_closer=("theme", "media_level"))

SUBJECTS = (
    member,
    member_year,
    capable_member,
    village,
    yearly,
    system,
    meeting,
    secretary,
    affairs_worker,
    term,
    recruit,
    duty,
    training,
    talent,
    talent_arrival,
    talent_support,
    fund,
    team_post,
    team_month,
    docking,
    practice,
)
