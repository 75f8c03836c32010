"""Block B, branches: three meetings and one lecture, theme days, organizational life."""

from __future__ import annotations

from collections import Counter

from .dates import month_of, quarter_of
from .scene import Tally

MEMBERS_FOR_A_COMMITTEE = 7
ATTENDANCE_COUNTED = {"branch_congress", "party_group", "party_lecture", "theme_day", "org_life"}


def meetings_of(scene, village, *kinds):
    return [meeting for meeting in scene.meetings.get(village, []) if meeting["meeting_type"] in kinds]


def months_with(scene, village, kind):
    return {month_of(meeting["meeting_date"]) for meeting in meetings_of(scene, village, kind)}


def completed_quarters_with(scene, village, kind):
    held = {quarter_of(meeting["meeting_date"]) for meeting in meetings_of(scene, village, kind)}
    return held & set(scene.quarters)


def three_meetings(scene):
    full_members = Counter(m["org_unit_id"] for m in scene.members if m["stage"] == "full")
    tally = Tally()
    for village, unit in scene.villages.items():
        for kind in ("branch_congress", "party_lecture"):
            tally.add(village, len(completed_quarters_with(scene, village, kind)), len(scene.quarters))
        if full_members[village] >= MEMBERS_FOR_A_COMMITTEE:
            tally.add(village, len(months_with(scene, village, "branch_committee")), len(scene.months))
        if (unit["party_group_count"] or 0) > 0:
            tally.add(village, len(months_with(scene, village, "party_group")), len(scene.months))
    return tally


def attendance(scene):
    tally = Tally()
    for village, meetings in scene.meetings.items():
        for meeting in meetings:
            if meeting["meeting_type"] in ATTENDANCE_COUNTED:
                tally.add(village, meeting["attended_n"], meeting["expected_n"])
    return tally


def theme_days(scene):
    tally = Tally()
    for village in scene.villages:
        tally.add(village, len(months_with(scene, village, "theme_day")), len(scene.months))
    return tally


def org_life(scene):
    tally = Tally()
    for village in scene.villages:
        tally.add(village, 1 if meetings_of(scene, village, "org_life") else 0, 1)
    return tally


MEETINGS = {
    "three_meetings_compliance": three_meetings,
    "meeting_attendance_rate": attendance,
    "theme_day_monthly_rate": theme_days,
    "org_life_meeting_rate": org_life,
}
