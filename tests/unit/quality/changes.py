"""Changes to the calm county: most break one rule, the others go to its very limit and keep it."""

from data.quality.questions import COUNTS

from .calm import COUNTY, TOWNSHIP, A, B, C

S = "party_secretary"
ADD_TALENTS = (
    "INSERT INTO talent BY NAME SELECT 'X' || n AS talent_id, '1-0' AS person_id, '{b}' AS org_unit_id, 'craft' AS "
    "talent_type, 'local' AS origin, DATE '2024-05-01' AS entry_date FROM range({n}) r(n)"
)
ADD_MEMBERS = (
    "INSERT INTO person SELECT 'x' || n, 'm', 1980, NULL FROM range({n}) r(n);"
    "INSERT INTO member BY NAME SELECT 'Mx' || n AS member_id, 'x' || n AS person_id, '{v}' AS org_unit_id, 'full' AS stage,"
    " DATE '2012-01-01' AS full_date, DATE '2011-01-01' AS enter_date, TRUE AS duty_capable, 'no_office' AS mgmt_category"
    " FROM range({n}) r(n); DELETE FROM meeting WHERE org_unit_id = '{v}' AND meeting_type = 'branch_congress'"
)
ADD_POSTS = (
    "INSERT INTO post_term BY NAME SELECT 'Px' || n AS post_term_id, '1-1' AS person_id, '{v}' AS org_unit_id, "
    "'village_committee_member' AS post_type, DATE '{day}' AS start_date FROM range({n}) r(n)"
)
ATTEND = (
    "INSERT INTO training_event VALUES ('x', '990101', '{venue}', 'class', 'other', NULL, '{start}', '{end}', {hours});"
    "INSERT INTO training_attendance VALUES ('x', '0-0', '990101001001', {hours}, TRUE)"
)
ONE_HOUSEHOLD = "UPDATE member_duty SET household_key = 'h' WHERE duty_id IN ({duties})"
MEETING_DAY = (
    "UPDATE meeting SET meeting_date = date_trunc('month', meeting_date)::DATE + {days} WHERE org_unit_id = '{v}'"
)
THREE_KINDS = (
    "UPDATE meeting SET meeting_date = (date_trunc('month', meeting_date)::DATE + (9 + month(meeting_date) % 2)::INTEGER)"
    f" WHERE org_unit_id = '{C}' AND year(meeting_date) = 2024 AND month(meeting_date) <= {{months}}"
)
SAME_FIGURES = (
    f"UPDATE unit_year SET resident_population = 900 WHERE org_unit_id IN ({{units}}) AND year = 2024 AND '{A}' <> ''"
)
SAME_MEETINGS = (
    "UPDATE meeting SET meeting_date = date_trunc('month', meeting_date)::DATE + length(meeting_type)::INTEGER "
    "WHERE org_unit_id IN ({units}) AND meeting_date BETWEEN '2024-05-01' AND '2024-05-31'"
)

ALIKE = {  # the same rows in each village: `{villages}` are unit and place
    "member": "UPDATE member SET application_date = '2009-01-01' WHERE org_unit_id IN ({units})",
    "member_duty": "INSERT INTO member_duty BY NAME SELECT 'Dx' || v || n AS duty_id, p || '-' || n AS person_id, v AS "
    "org_unit_id, 'duty_post' AS duty_kind, DATE '2024-03-01' + n::INTEGER AS start_date FROM {villages}, range(5) r(n)",
    "post_term": "INSERT INTO post_term BY NAME SELECT 'Px' || v || n AS post_term_id, p || '-' || (n + 3) AS person_id, "
    "v AS org_unit_id, 'village_committee_member' AS post_type, DATE '2019-05-01' + n::INTEGER AS start_date FROM "
    "{villages}, range(3) r(n);UPDATE member SET mgmt_category = 'office_holder' WHERE person_id IN (SELECT person_id "
    "FROM post_term)",
    "talent": "INSERT INTO talent BY NAME SELECT 'Nx' || v || n AS talent_id, p || '-' || n AS person_id, v AS "
    "org_unit_id, 'craft' AS talent_type, 'local' AS origin, DATE '2022-05-01' + n::INTEGER AS entry_date FROM "
    "{villages}, range(3) r(n)",
    "talent_support": "INSERT INTO talent_support BY NAME SELECT 'Ux' || v || n AS support_id, v AS org_unit_id, 'N1' AS "
    "talent_id, 'life_care' AS kind, DATE '2024-05-01' + n::INTEGER AS opened_date, 'ongoing' AS outcome FROM "
    "{villages}, range(3) r(n)",
    "docking_action": "INSERT INTO docking_action BY NAME SELECT 'Kx' || v || n AS docking_id, v AS org_unit_id, "
    "'training' AS dock_type, DATE '2024-05-01' + n::INTEGER AS need_date, 'pending' AS result FROM {villages}, "
    "range(3) r(n)",
    "evaluation": "UPDATE evaluation SET points = 80 WHERE org_unit_id IN ({units})",
    "post_month": "INSERT INTO post_term BY NAME SELECT replace(post_term_id, '{a}', v) AS post_term_id, v AS org_unit_id,"
    " DATE '2024-01-01' AS start_date, person_id, post_type FROM post_term, {others} WHERE post_type IN "
    "('first_secretary', 'resident_team_leader', 'resident_team_member');INSERT INTO post_month SELECT "
    "replace(post_term_id, '{a}', v), month, days_in_village, leave_days FROM post_month, {others} WHERE year(month) = "
    "2024",
}


def alike(villages):
    """The changes that make some villages alike in each sheet."""
    units = ", ".join(f"'{v}'" for v in villages)
    pairs = ", ".join(f"('{v}', '{[A, B, C].index(v)}')" for v in villages)
    others = ", ".join(f"('{v}')" for v in villages[1:])
    return {
        sheet: sql.format(units=units, villages=f"(VALUES {pairs}) x(v, p)", others=f"(VALUES {others}) x(v)", a=A)
        for sheet, sql in ALIKE.items()
    }


# rule, sign, unit at fault (None: nobody, the limit is kept), the change
CHANGES = [
    ("V-03", "late", TOWNSHIP, "UPDATE submission SET received_at = '2024-06-11' WHERE sheet = 'meeting' AND period_end = '2024-05-31'"),
    ("V-03", "late", None, "UPDATE submission SET received_at = '2024-06-10 23:59' WHERE sheet = 'meeting' AND period_end = '2024-05-31'"),
    ("V-03", "late", None, "UPDATE submission SET received_at = '2024-06-20', due_at = '2024-06-20' WHERE sheet = 'meeting' AND period_end = '2024-05-31'"),
    ("V-03", "not sent", TOWNSHIP, "DELETE FROM submission WHERE sheet = 'meeting' AND period_end = '2024-05-31'"),
    ("V-03", "not sent", None, "UPDATE submission SET rows_n = 0 WHERE sheet = 'meeting' AND period_end = '2024-05-31'"),
    ("V-04", "", TOWNSHIP, "UPDATE submission SET rows_n = 94, rows_rejected_n = 6 WHERE sheet = 'meeting' AND period_end = '2024-05-31'"),
    ("V-04", "", None, "UPDATE submission SET rows_n = 95, rows_rejected_n = 5 WHERE sheet = 'meeting' AND period_end = '2024-05-31'"),
    ("V-06", "talent", TOWNSHIP, "UPDATE talent SET exit_date = '2024-05-01' WHERE talent_id IN ('N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8')"),
    ("V-06", "talent", TOWNSHIP, ADD_TALENTS.format(b=B, n=8)),
    ("V-06", "talent", None, ADD_TALENTS.format(b=B, n=7)),
    ("V-06", "member", TOWNSHIP, f"UPDATE member SET exit_date = '2024-05-01' WHERE org_unit_id = '{C}'; {MEETING_DAY.format(days=3, v='none')};"
     f"UPDATE org_unit SET valid_to = '2024-05-01' WHERE org_unit_id = '{C}'; UPDATE post_term SET end_date = '2024-05-01' WHERE org_unit_id = '{C}';"
     f"DELETE FROM meeting WHERE org_unit_id = '{C}' AND meeting_date >= '2024-05-01'"),
    ("V-06", "post_term", TOWNSHIP, ADD_POSTS.format(v=B, n=20, day="2022-01-01") + ";" + ADD_POSTS.format(v=B, n=9, day="2024-05-01").replace("'Px'", "'Py'")),
    ("V-06", "post_term", None, ADD_POSTS.format(v=B, n=20, day="2022-01-01") + ";" + ADD_POSTS.format(v=B, n=7, day="2024-05-01").replace("'Px'", "'Py'")),
    *(("V-13", "", B, f"UPDATE unit_year SET {count} = NULL WHERE org_unit_id = '{B}' AND year = 2024") for count in COUNTS),
    ("V-13", "", None, f"UPDATE unit_year SET hardship_households = 0 WHERE org_unit_id = '{B}'"),
    ("V-17", "", B, f"DELETE FROM unit_year WHERE org_unit_id = '{B}' AND year = 2023"),
    ("V-17", "income", COUNTY, f"DELETE FROM unit_year WHERE org_unit_id = '{COUNTY}' AND year = 2022"),
    ("V-17", "income", None, f"DELETE FROM unit_year WHERE org_unit_id = '{COUNTY}' AND year = 2024"),
    ("V-22", "probation", A, "UPDATE member SET full_date = '2012-12-30' WHERE member_id = 'M0-3'"),
    ("V-22", "probation", None, "UPDATE member SET full_date = '2012-12-31' WHERE member_id = 'M0-3'"),
    ("V-22", "probation", A, "UPDATE member SET full_date = '2014-01-02' WHERE member_id = 'M0-3'"),
    ("V-22", "activist", A, "UPDATE member SET activist_date = '2011-01-02' WHERE member_id = 'M0-3'"),
    ("V-22", "activist", None, "UPDATE member SET activist_date = '2011-01-01' WHERE member_id = 'M0-3'"),
    ("V-22", "still", A, "UPDATE member SET stage = 'probationary', full_date = NULL, probationary_date = '2022-12-30', mgmt_category = 'probationary' WHERE member_id = 'M0-3'"),
    ("V-22", "still", None, "UPDATE member SET stage = 'probationary', full_date = NULL, probationary_date = '2022-12-31', mgmt_category = 'probationary' WHERE member_id = 'M0-3'"),
    ("V-26", "", B, f"UPDATE meeting SET expected_n = 9 WHERE meeting_id = 'T{B}-branch_congress-2024-05-01'"),
    ("V-26", "", B, f"UPDATE meeting SET expected_n = 3, attended_n = 3 WHERE meeting_id = 'T{B}-branch_congress-2024-05-01'"),
    ("V-26", "", None, f"UPDATE meeting SET expected_n = 4, attended_n = 3 WHERE meeting_id = 'T{B}-branch_congress-2024-05-01'"),
    ("V-27", "", TOWNSHIP, "UPDATE fund SET spent_yuan = 1000.01"),
    ("V-31", "", B, "UPDATE evaluation SET grade = 'excellent' WHERE evaluation_id = 'E1-4'"),
    ("V-31", "", None, "UPDATE evaluation SET grade = 'not_graded' WHERE evaluation_id IN ('E1-6', 'E1-7')"),
    ("V-36", "", COUNTY, "UPDATE training_event SET hours = 50.5"),
    ("V-36", "", None, "UPDATE training_event SET hours = 50"),
    ("V-37", "", B, f"UPDATE post_term SET county_record_date = '2021-03-02' WHERE org_unit_id = '{B}' AND post_type = '{S}'"),
    ("V-37", "", None, f"UPDATE post_term SET county_record_date = '2021-03-01' WHERE org_unit_id = '{B}' AND post_type = '{S}'"),
    ("V-39", "", B, f"UPDATE post_term SET person_id = '2-5' WHERE org_unit_id = '{B}' AND post_type = '{S}'; UPDATE member SET mgmt_category = 'no_office' WHERE member_id = 'M1-0'; UPDATE member SET mgmt_category = 'office_holder' WHERE member_id = 'M2-5'"),
    ("V-40", "", A, "UPDATE member SET full_date = '2021-01-02' WHERE member_id = 'Mcadre first_secretary'"),
    ("V-40", "", None, "UPDATE member SET full_date = '2021-01-01' WHERE member_id = 'Mcadre first_secretary'"),
    ("V-42", "team of one", A, "DELETE FROM post_term WHERE post_type = 'resident_team_member'; DELETE FROM post_month WHERE post_term_id LIKE '%team_member%'"),
    ("V-42", "relieved early", A, "UPDATE post_term SET end_date = '2023-12-31', end_reason = 'rotation' WHERE post_type = 'first_secretary'; DELETE FROM post_month WHERE post_term_id LIKE '%first%' AND month > '2023-12-31'; UPDATE member SET mgmt_category = 'no_office' WHERE member_id LIKE 'Mcadre%'"),
    ("V-42", "relieved early", None, "UPDATE post_term SET end_date = '2024-01-01', end_reason = 'rotation' WHERE post_type = 'first_secretary'; DELETE FROM post_month WHERE post_term_id LIKE '%first%' AND month > '2023-12-31'; UPDATE member SET mgmt_category = 'no_office' WHERE member_id LIKE 'Mcadre%'"),
    ("V-43", "branch above 50", C, ADD_MEMBERS.format(n=43, v=C) + f"; UPDATE unit_year SET resident_population = 2000 WHERE org_unit_id = '{C}'"),
    ("V-43", "branch above 50", None, ADD_MEMBERS.format(n=42, v=C) + f"; UPDATE unit_year SET resident_population = 2000 WHERE org_unit_id = '{C}'"),
    ("V-43", "fewer than 3 full members", C, f"UPDATE member SET stage = 'probationary', full_date = NULL, probationary_date = '2024-01-01', mgmt_category = 'probationary' WHERE org_unit_id = '{C}' AND member_id > 'M2-1'; DELETE FROM meeting WHERE org_unit_id = 'x'"),
    ("V-43", "no committee meeting", C, f"DELETE FROM meeting WHERE org_unit_id = '{C}' AND meeting_type = 'branch_committee' AND year(meeting_date) = 2024"),
    ("V-43", "no committee post", C, f"UPDATE post_term SET post_type = 'village_committee_member' WHERE org_unit_id = '{C}' AND post_type = 'party_committee_member'"),
    ("V-43", "no committee post", None, f"UPDATE post_term SET post_type = 'deputy_secretary' WHERE org_unit_id = '{C}' AND post_type = 'party_committee_member'"),
    ("V-45", "hours", A, ATTEND.format(venue="online", start="2023-07-01", end="2023-12-01", hours=361)),
    ("V-45", "hours", None, ATTEND.format(venue="online", start="2023-07-01", end="2023-12-01", hours=360)),
    ("V-45", "two places at once", A, ATTEND.format(venue="field_base", start="2023-06-05", end="2023-06-06", hours=8)),
    ("V-45", "two places at once", None, ATTEND.format(venue="field_base", start="2023-06-06", end="2023-06-06", hours=8)),
    ("V-45", "two places at once", None, ATTEND.format(venue="online", start="2023-06-05", end="2023-06-06", hours=8)),
    ("V-46", "", A, f"UPDATE post_term SET start_date = '2023-01-02', review_passed_date = NULL WHERE post_term_id = 'P{A}-{S}-0-0'; UPDATE training_attendance SET completed = FALSE; INSERT INTO post_term BY NAME SELECT * REPLACE ('old' AS post_term_id, '0-7' AS person_id, DATE '2020-01-01' AS start_date, DATE '2023-01-02' AS end_date) FROM post_term WHERE post_term_id = 'P{A}-{S}-0-0'"),
    ("V-46", "", None, f"UPDATE post_term SET start_date = '2023-01-02', review_passed_date = NULL WHERE post_term_id = 'P{A}-{S}-0-0'"),
    ("V-47", "", B, f"UPDATE post_term SET end_date = '2024-10-01' WHERE org_unit_id = '{B}' AND post_type = '{S}'; UPDATE member SET mgmt_category = 'no_office' WHERE member_id = 'M1-0'"),
    ("V-47", "", None, f"UPDATE post_term SET end_date = '2024-10-02' WHERE org_unit_id = '{B}' AND post_type = '{S}'; UPDATE member SET mgmt_category = 'no_office' WHERE member_id = 'M1-0'"),
    ("V-47", "never", B, f"DELETE FROM post_term WHERE org_unit_id = '{B}' AND post_type = '{S}'; UPDATE member SET mgmt_category = 'no_office' WHERE member_id = 'M1-0'"),
    ("V-48", "short list", A, f"UPDATE unit_year SET hardship_households = 3 WHERE org_unit_id = '{A}' AND year = 2024"),
    ("V-48", "short list", None, f"UPDATE unit_year SET hardship_households = 4 WHERE org_unit_id = '{A}' AND year = 2024"),
    ("V-48", "crowded household", A, ONE_HOUSEHOLD.format(duties="'D0', 'D1', 'D2', 'D3'")),
    ("V-48", "crowded household", None, ONE_HOUSEHOLD.format(duties="'D0', 'D1', 'D2'")),
    ("V-50", "not capable", A, "UPDATE member SET duty_capable = FALSE, mgmt_category = 'elderly_infirm' WHERE member_id = 'M0-3'"),
    ("V-50", "open after the member left", A, "UPDATE member SET exit_date = '2024-12-31', exit_reason = 'deceased' WHERE member_id = 'M0-3'"),
    ("V-50", "open after the member left", None, "UPDATE member SET exit_date = '2024-12-31', exit_reason = 'deceased' WHERE member_id = 'M0-3'; UPDATE member_duty SET end_date = '2024-12-31' WHERE duty_id = 'D3'"),
    ("V-50", "nobody there", A, "UPDATE member_duty SET start_date = '2011-12-31' WHERE duty_id = 'D3'"),
    ("V-50", "nobody there", None, "UPDATE member_duty SET start_date = '2012-01-01' WHERE duty_id = 'D3'"),
    ("V-51", "missing months", A, "DELETE FROM post_month WHERE post_term_id LIKE '%first%' AND month = '2024-05-01'"),
    ("V-51", "other posts", B, f"INSERT INTO post_month VALUES ('P{B}-{S}-1-0', '2024-05-01', 20, NULL)"),
    ("V-51", "outside the term", A, "INSERT INTO post_month SELECT DISTINCT post_term_id, DATE '2021-12-01', 20, NULL FROM post_month WHERE post_term_id LIKE '%first%'"),
    ("V-52", "", B, f"UPDATE meeting SET meeting_type = 'four_team_joint' WHERE meeting_id = 'T{B}-theme_day-2024-05-01'"),
    ("V-52", "", None, f"UPDATE meeting SET meeting_type = 'four_team_joint' WHERE meeting_id = 'T{A}-theme_day-2024-05-01'"),
    ("V-53", "", A, "UPDATE member SET mgmt_category = 'office_holder' WHERE member_id = 'M0-3'"),
    ("V-53", "", A, "UPDATE member SET mgmt_category = 'probationary' WHERE member_id = 'M0-3'"),
    ("V-53", "", A, "UPDATE person SET birth_year = 1964 WHERE person_id = '0-3'"),
    ("V-53", "", None, "UPDATE person SET birth_year = 1965 WHERE person_id = '0-3'"),
    ("V-53", "", A, "UPDATE member SET mgmt_category = 'elderly_infirm' WHERE member_id = 'M0-3'"),
    ("V-54", "", B, f"UPDATE unit_year SET resident_population = 79 WHERE org_unit_id = '{B}' AND year = 2024"),
    ("V-54", "", None, f"UPDATE unit_year SET resident_population = 80 WHERE org_unit_id = '{B}' AND year = 2024"),
    ("V-54", "", B, f"UPDATE unit_year SET resident_population = 1601 WHERE org_unit_id = '{B}' AND year = 2024"),
    ("V-55", "members", C, ADD_MEMBERS.format(n=493, v=C) + f"; UPDATE unit_year SET resident_population = 20000 WHERE org_unit_id = '{C}'; UPDATE org_unit SET party_org_form = 'committee' WHERE org_unit_id = '{C}'"),
    ("V-55", "members", None, ADD_MEMBERS.format(n=492, v=C) + f"; UPDATE unit_year SET resident_population = 20000 WHERE org_unit_id = '{C}'; UPDATE org_unit SET party_org_form = 'committee' WHERE org_unit_id = '{C}'"),
    ("V-55", "population", C, f"UPDATE unit_year SET resident_population = 20001 WHERE org_unit_id = '{C}' AND year = 2022; UPDATE unit_year SET resident_population = 49, year = 2021 WHERE org_unit_id = '{C}' AND year = 2024; INSERT INTO unit_year BY NAME SELECT * REPLACE (2024 AS year, 900 AS resident_population) FROM unit_year WHERE org_unit_id = '{C}' AND year = 2021"),
    ("V-56", "members", B, "UPDATE person SET birth_year = 1918 WHERE person_id = '1-4'; UPDATE member SET mgmt_category = 'elderly_infirm' WHERE member_id = 'M1-4'"),
    ("V-56", "members", None, "UPDATE person SET birth_year = 1919 WHERE person_id = '1-4'; UPDATE member SET mgmt_category = 'elderly_infirm' WHERE member_id = 'M1-4'"),
    ("V-56", "secretaries", B, "UPDATE person SET birth_year = 1953 WHERE person_id = '1-0'"),
    ("V-56", "secretaries", None, "UPDATE person SET birth_year = 1954 WHERE person_id = '1-0'"),
    ("V-56", "dispatched cadres", A, "UPDATE person SET birth_year = 1963 WHERE person_id = 'cadre resident_team_leader'"),
    ("V-56", "dispatched cadres", None, "UPDATE person SET birth_year = 1964 WHERE person_id = 'cadre resident_team_leader'"),
    ("V-57", "one day of the month", B, f"DELETE FROM meeting WHERE org_unit_id = '{B}' AND meeting_type = 'theme_day'; DELETE FROM meeting WHERE org_unit_id = '{B}' AND year(meeting_date) = 2023; {MEETING_DAY.format(days=14, v=B)}"),
    ("V-57", "one day of the month", None, f"DELETE FROM meeting WHERE org_unit_id = '{B}' AND meeting_type = 'theme_day'; DELETE FROM meeting WHERE org_unit_id = '{B}' AND year(meeting_date) = 2023; {MEETING_DAY.format(days=14, v=B)}; UPDATE meeting SET meeting_date = '2024-05-16' WHERE meeting_id = 'T{B}-branch_congress-2024-05-01'"),
    ("V-57", "everybody always", B, f"UPDATE meeting SET attended_n = expected_n WHERE org_unit_id = '{B}' AND year(meeting_date) = 2024"),
    ("V-57", "everybody always", None, f"UPDATE meeting SET attended_n = expected_n WHERE org_unit_id = '{B}' AND year(meeting_date) = 2024 AND month(meeting_date) > 1"),
    ("V-57", "three types on one day", C, THREE_KINDS.format(months=7)),
    ("V-57", "three types on one day", None, THREE_KINDS.format(months=6)),
    ("V-58", "", TOWNSHIP, "UPDATE post_month SET days_in_village = 20 WHERE year(month) = 2024; UPDATE post_month SET days_in_village = 21 WHERE year(month) = 2024 AND month(month) < 3"),
    ("V-58", "", None, "UPDATE post_month SET days_in_village = 20 WHERE year(month) = 2024; UPDATE post_month SET days_in_village = 21 WHERE year(month) = 2024 AND month(month) < 4"),
    ("V-59", "meeting", TOWNSHIP, SAME_MEETINGS.format(units=f"'{A}', '{B}', '{C}'")),
    ("V-59", "meeting", None, SAME_MEETINGS.format(units=f"'{A}', '{B}'")),
    ("V-59", "unit_year", TOWNSHIP, SAME_FIGURES.format(units=f"'{A}', '{B}', '{C}'")),
    ("V-59", "unit_year", None, SAME_FIGURES.format(units=f"'{A}', '{B}'")),
    *(("V-59", sheet, TOWNSHIP, sql) for sheet, sql in alike([A, B, C]).items()),
    *(("V-59", sheet, None, sql) for sheet, sql in alike([A, B]).items()),
    ("V-60", "", B, f"UPDATE unit_year SET secretary_post_pay_yuan = 9999 WHERE org_unit_id = '{B}' AND year = 2024"),
    ("V-60", "", None, f"UPDATE unit_year SET secretary_post_pay_yuan = 10000 WHERE org_unit_id = '{B}' AND year = 2024"),
    ("V-60", "", B, f"UPDATE unit_year SET secretary_post_pay_yuan = 100001 WHERE org_unit_id = '{B}' AND year = 2024"),
]  # fmt: skip
