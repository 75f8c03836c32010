"""Rules of severity error, each as SQL that gives the rows at fault: none is allowed in the sample."""

from data.schema import ENUMERATIONS, TABLES

REFERENCES = {
    f"V-14 {table.name}.{column.name}": f"SELECT t.* FROM {table.name} t WHERE t.{column.name} IS NOT NULL AND "
    f"NOT EXISTS (SELECT 1 FROM {column.references} r "
    f"WHERE r.{TABLES[column.references].key[0]} = t.{column.name})"
    for table in TABLES.values()
    for column in table.columns
    if column.references
}
KEYS = {
    f"V-08 {table.name}": f"SELECT submission_id, {', '.join(table.key)} FROM sent_{table.name} "
    f"GROUP BY ALL HAVING count(*) > 1 OR bool_or({' OR '.join(f'{k} IS NULL' for k in table.key)})"
    for table in TABLES.values()
}
CODES = {
    f"V-09 {table.name}.{column.name}": f"SELECT {column.name} FROM sent_{table.name} WHERE {column.name} NOT IN "
    f"({', '.join(repr(code) for code in ENUMERATIONS[column.enum].labels)})"
    for table in TABLES.values()
    for column in table.columns
    if column.enum
}
REQUIRED = {
    f"V-08 {table.name}.{column.name} filled": f"FROM sent_{table.name} WHERE {column.name} IS NULL"
    for table in TABLES.values()
    for column in table.columns
    if not column.nullable
}
DATES = {
    f"V-10 {table.name}.{column.name}": f"SELECT t.{column.name} FROM sent_{table.name} t "
    f"JOIN submission s USING (submission_id) WHERE t.{column.name} > s.period_end"
    for table in TABLES.values()
    for column in table.columns
    if column.type == "DATE" and column.name not in ("valid_to",)
}
COUNTS = {
    f"V-11 {table.name}.{column.name}": f"SELECT {column.name} FROM sent_{table.name} WHERE {column.name} < 0"
    for table in TABLES.values()
    for column in table.columns
    if column.type in ("SMALLINT", "INTEGER") or column.type.startswith("DECIMAL")
}
# the dates of a record that lie within the life of its unit: what happened to a person before is not among them
OWN_DATES = {
    "member": ("enter_date", "exit_date"),
    "member_duty": ("start_date", "end_date"),
    "meeting": ("meeting_date",),
    "post_term": ("start_date", "end_date"),
    "village_system": ("adopted_date", "last_review_date", "repealed_date"),
    "training_event": ("start_date", "end_date"),
    "talent": ("entry_date", "exit_date"),
    "talent_support": ("opened_date", "closed_date"),
    "docking_action": ("need_date", "plan_date", "delivered_date"),
    "practice": ("registered_date", "published_date"),
}
LIVES = {
    f"V-18 {table}.{column}": f"SELECT t.* FROM {table} t JOIN org_unit u USING (org_unit_id) "
    f"WHERE t.{column} < u.valid_from OR t.{column} > u.valid_to"
    for table, columns in OWN_DATES.items()
    for column in columns
}
LENGTHS = {
    f"V-24 {table}": f"FROM sent_{table} WHERE {end} < {start} OR ({end} IS NULL) <> ({reason} IS NULL)"
    for table, start, end, reason in (
        ("member", "enter_date", "exit_date", "exit_reason"),
        ("post_term", "start_date", "end_date", "end_reason"),
        ("talent", "entry_date", "exit_date", "exit_reason"),
    )
}
VILLAGE_FIGURES = (
    "resident_population, households, hardship_households, monitored_start, monitored_cleared, star_rating, weak_lax, "
    "secretary_post_pay_yuan, collective_income_yuan"
)
RULES = {
    "V-11 year": "FROM (SELECT year FROM unit_year UNION ALL SELECT year FROM evaluation UNION ALL SELECT year FROM fund), "
    "sample WHERE year NOT BETWEEN 2000 AND year(as_of)",
    "V-11 stars": "FROM unit_year WHERE star_rating NOT BETWEEN 1 AND 5",
    "V-11 satisfaction": "FROM talent_support WHERE satisfaction NOT BETWEEN 1 AND 5",
    "V-11 hours": "FROM training_event WHERE hours <= 0",
    "V-11 credited": "FROM training_attendance WHERE hours_credited <= 0",
    "V-15": "SELECT u.* FROM org_unit u LEFT JOIN org_unit p ON p.org_unit_id = u.parent_id "
    "WHERE u.level <> 'province' AND (p.level, u.level) NOT IN (('province', 'prefecture'), ('prefecture', 'county'), "
    "('county', 'township'), ('township', 'village')) OR u.level = 'village' AND NOT starts_with(u.org_unit_id, p.org_unit_id)",
    "V-15 codes": "FROM org_unit WHERE length(org_unit_id) <> CASE level WHEN 'province' THEN 2 WHEN 'prefecture' THEN 4 "
    "WHEN 'county' THEN 6 WHEN 'township' THEN 9 ELSE 12 END",
    "V-15 names": "SELECT parent_id, name_zh FROM org_unit GROUP BY ALL HAVING count(*) > 1 UNION ALL "
    "SELECT parent_id, name_en FROM org_unit GROUP BY ALL HAVING count(*) > 1",
    "V-19": "SELECT person_id FROM sent_person GROUP BY 1 HAVING count(DISTINCT (sex, birth_year)) > 1",
    "V-20": "FROM sent_member WHERE NOT (coalesce(application_date <= activist_date, true) AND "
    "coalesce(activist_date <= target_date, true) AND coalesce(target_date <= political_review_date, true) AND "
    "coalesce(political_review_date <= probationary_date, true) AND coalesce(target_date <= probationary_date, true) AND "
    "coalesce(activist_date <= probationary_date, true) AND coalesce(probationary_date <= full_date, true))",
    "V-21": "FROM sent_member WHERE NOT CASE stage WHEN 'full' THEN full_date IS NOT NULL AND probationary_date IS NOT NULL "
    "WHEN 'probationary' THEN full_date IS NULL AND probationary_date IS NOT NULL "
    "WHEN 'development_target' THEN target_date IS NOT NULL AND probationary_date IS NULL "
    "WHEN 'activist' THEN activist_date IS NOT NULL AND target_date IS NULL "
    "ELSE application_date IS NOT NULL AND activist_date IS NULL END",
    "V-21 entered": "FROM sent_member WHERE (stage IN ('probationary', 'full')) <> (enter_date IS NOT NULL)",
    "V-23": "SELECT m.* FROM member m JOIN person USING (person_id) WHERE year(probationary_date) - birth_year < 18",
    "V-25": "FROM meeting WHERE expected_n <= 0 OR attended_n > expected_n",
    "V-27 above 105 %": "FROM fund WHERE spent_yuan > 1.05 * allocated_yuan",
    "V-28": "FROM unit_year WHERE monitored_cleared > monitored_start OR hardship_households > households "
    "OR households > 1.5 * resident_population",
    "V-29 villages": "FROM unit_year JOIN org_unit USING (org_unit_id) WHERE level = 'village' "
    "AND rural_income_yuan IS NOT NULL",
    "V-29 county": f"FROM unit_year JOIN org_unit USING (org_unit_id) WHERE level = 'county' AND "
    f"(rural_income_yuan IS NULL OR coalesce({VILLAGE_FIGURES.replace(', ', '::VARCHAR, ')}::VARCHAR) IS NOT NULL)",
    "V-29 others": "FROM unit_year JOIN org_unit USING (org_unit_id) WHERE level NOT IN ('village', 'county')",
    "V-29 units": "FROM org_unit WHERE level <> 'village' AND coalesce(village_category, party_org_form, "
    "party_group_count::VARCHAR, longitude::VARCHAR, terrain, distance_km::VARCHAR) IS NOT NULL",
    "V-30": "FROM post_month WHERE days_in_village + leave_days > day(last_day(month)) OR day(month) <> 1 "
    "OR days_in_village NOT BETWEEN 0 AND 31",
    "V-32": "FROM member_duty WHERE (duty_kind = 'pairing') <> (household_key IS NOT NULL) "
    "OR (duty_kind = 'pairing') <> (household_hardship IS NOT NULL)",
    "V-33": "FROM sent_talent_support s JOIN talent t USING (talent_id) WHERE "
    "(kind = 'mentoring' AND (mentee_person_id IS NULL OR mentee_person_id = t.person_id)) OR "
    "(closed_date IS NULL) <> (outcome = 'ongoing') OR closed_date < opened_date",
    "V-34": "FROM sent_docking_action WHERE plan_date < need_date OR CASE WHEN result IN ('matched', 'partly_matched') "
    "THEN delivered_date IS NULL OR delivered_date < need_date WHEN result = 'pending' THEN delivered_date IS NOT NULL "
    "ELSE false END",
    "V-35": "SELECT a.* FROM practice a JOIN practice o ON o.practice_id = a.source_practice_id WHERE "
    "o.source_practice_id IS NOT NULL OR o.org_unit_id = a.org_unit_id",
    "V-35 published": "FROM sent_practice WHERE (published_date IS NULL) <> (media_level = 'none')",
    "V-36": "FROM training_event WHERE end_date < start_date OR hours > 10 * (end_date - start_date + 1)",
    "V-38": "SELECT a.* FROM post_term a JOIN post_term b ON a.org_unit_id = b.org_unit_id AND a.post_type = b.post_type "
    "AND a.post_term_id < b.post_term_id AND a.start_date < coalesce(b.end_date, DATE '9999-01-01') AND "
    "b.start_date < coalesce(a.end_date, DATE '9999-01-01') "
    "WHERE a.post_type IN ('party_secretary', 'village_director', 'first_secretary')",
    "V-41": "SELECT a.* FROM member a JOIN member b ON a.person_id = b.person_id AND a.member_id < b.member_id AND "
    "a.enter_date < coalesce(b.exit_date, DATE '9999-01-01') AND b.enter_date < coalesce(a.exit_date, DATE '9999-01-01')",
    "V-41 applicants": "SELECT a.* FROM member a JOIN member b ON a.person_id = b.person_id AND a.member_id < b.member_id "
    "WHERE a.exit_date IS NULL AND b.exit_date IS NULL",
    "V-44": "FROM training_attendance a JOIN training_event e USING (training_id) WHERE hours_credited > hours",
    "V-49": "SELECT person_id, year, eval_kind FROM evaluation GROUP BY ALL HAVING count(*) > 1",
    "V-49 there": "SELECT e.* FROM evaluation e WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.person_id = e.person_id "
    "AND m.org_unit_id = e.org_unit_id AND year(enter_date) <= year AND coalesce(year(exit_date), 9999) >= year) AND "
    "NOT EXISTS (SELECT 1 FROM post_term t WHERE t.person_id = e.person_id AND t.org_unit_id = e.org_unit_id AND "
    "year(start_date) <= year AND coalesce(year(end_date), 9999) >= year)",
    "V-16": "SELECT submission_id FROM ("
    + " UNION ALL ".join(
        f"SELECT submission_id, org_unit_id FROM sent_{table.name}"
        for table in TABLES.values()
        if "org_unit_id" in table.column and table.name != "org_unit"
    )
    + ") r JOIN submission s USING (submission_id) WHERE NOT starts_with(r.org_unit_id, s.org_unit_id)",
    "V-07": "FROM sent_person WHERE NOT regexp_full_match(person_id, '[0-9a-f]{64}')",
    "V-07 households": "FROM sent_member_duty WHERE NOT regexp_full_match(household_key, '[0-9a-f]{64}')",
}
ALL = {**KEYS, **REQUIRED, **CODES, **DATES, **COUNTS, **REFERENCES, **LIVES, **LENGTHS, **RULES}
