-- The floor: the least that any program must scan, join and sum to have as many figures of these records, written by
-- hand. Each table is read once; what counts is simplified (no mergers, no re-elections, no blanks, no successors), so
-- most of its figures are only nearly those of the cube: the plain ones are the same, and a test of the bench says so.
-- Read before: v_period and v_month.
CREATE OR REPLACE TEMP TABLE f_unit AS
SELECT p.period_id, p.is_year, u.org_unit_id, CASE WHEN u.level = 'village' THEN u.parent_id END AS township_id,
       coalesce(u.village_category, '') IN ('poverty_alleviated', 'relocation', 'revitalization_key') AS is_key,
       coalesce(u.party_group_count, 0) AS party_groups, p.quarters_complete, p.months
FROM org_unit u JOIN v_period p ON u.valid_from <= p.pe AND (u.valid_to IS NULL OR u.valid_to > p.pe);

CREATE OR REPLACE TEMP TABLE f_member AS
SELECT p.period_id, m.org_unit_id, count(*) AS in_stock, sum((m.stage = 'full')::INT) AS full_members,
       sum((m.platform_last_active >= p.active_since)::INT) AS active_online,
       sum(m.duty_capable::INT) AS capable, sum((m.probationary_date BETWEEN p.ps AND p.pe)::INT) AS taken_in,
       sum((m.target_training_hours >= 24)::INT) AS by_procedure
FROM member m JOIN v_period p ON m.enter_date <= p.pe AND (m.exit_date IS NULL OR m.exit_date > p.pe)
WHERE m.stage IN ('probationary', 'full') GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE f_training AS
SELECT p.period_id, e.training_id, e.topic, e.form, e.venue_type
FROM training_event e JOIN v_period p ON p.is_year AND e.end_date BETWEEN p.ps AND p.pe;
CREATE OR REPLACE TEMP TABLE f_hours AS
SELECT t.period_id, a.person_id, sum(a.hours_credited) AS hours,
       sum((t.topic = 'rural_revitalization')::INT) AS revitalization, max((t.form = 'class')::INT) AS class,
       max((t.form = 'study_visit')::INT) AS visit
FROM training_attendance a JOIN f_training t USING (training_id) GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_learners AS
SELECT t.period_id, a.org_unit_id, count(DISTINCT a.person_id) AS skills_learners
FROM training_attendance a JOIN f_training t USING (training_id)
WHERE t.topic IN ('agri_tech', 'startup_employment') AND a.completed GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_member_year AS
SELECT p.period_id, m.org_unit_id, sum(e.graded) AS evaluated, sum(e.points) AS classified_with_points,
       sum((m.enter_date <= p.ps)::INT) AS in_stock_all_year,
       sum((m.enter_date <= p.ps AND h.hours >= 32)::INT) AS trained_32_hours
FROM member m
JOIN v_period p ON p.is_year AND m.enter_date <= p.pe AND (m.exit_date IS NULL OR m.exit_date > p.pe)
LEFT JOIN (SELECT year, person_id, max((grade IS NOT NULL)::INT) AS graded, max((points IS NOT NULL)::INT) AS points
           FROM evaluation WHERE eval_kind = 'member_democratic' GROUP BY ALL) e
       ON e.year = p.yr AND e.person_id = m.person_id
LEFT JOIN f_hours h ON h.period_id = p.period_id AND h.person_id = m.person_id
WHERE m.stage IN ('probationary', 'full') GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE f_duty AS
SELECT p.period_id, d.org_unit_id, count(DISTINCT d.household_key) FILTER (d.household_hardship) AS households,
       count(*) FILTER (d.duty_kind = 'duty_post') AS duty_posts,
       count(*) FILTER (d.duty_kind = 'startup_lead') AS startups,
       sum(coalesce(d.actions_n, 1)) FILTER (d.duty_kind = 'service_action' AND d.start_date >= p.ps) AS service_actions
FROM member_duty d JOIN v_period p ON d.start_date <= p.pe AND (d.end_date IS NULL OR d.end_date > p.pe)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE f_meeting AS
SELECT m.period_id, h.org_unit_id, sum(h.congress + h.lecture + h.committee + h.party_group) AS slots,
       sum(h.theme_day) AS theme_day, sum(h.joint) AS joint, max(h.org_life) AS org_life,
       sum(h.expected) AS people_expected, sum(h.attended) AS people_attended
FROM (SELECT org_unit_id, extract(year FROM meeting_date) * 12 + extract(month FROM meeting_date) AS month_no,
             max((meeting_type = 'branch_congress')::INT) AS congress,
             max((meeting_type = 'party_lecture')::INT) AS lecture,
             max((meeting_type = 'branch_committee')::INT) AS committee,
             max((meeting_type = 'party_group')::INT) AS party_group,
             max((meeting_type = 'theme_day')::INT) AS theme_day,
             max((meeting_type = 'four_team_joint')::INT) AS joint, max((meeting_type = 'org_life')::INT) AS org_life,
             sum(expected_n) FILTER (meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day',
                                                      'org_life')) AS expected,
             sum(attended_n) FILTER (meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day',
                                                      'org_life')) AS attended
      FROM meeting GROUP BY ALL) h
JOIN v_month m USING (month_no) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE f_post AS
SELECT p.period_id, t.org_unit_id, count(*) AS posts,
       max((t.post_type = 'party_secretary')::INT) AS secretaries,
       max((t.post_type = 'party_affairs_worker')::INT) AS workers,
       max((t.post_type = 'first_secretary')::INT) AS first_secretary,
       max((t.post_type IN ('resident_team_leader', 'resident_team_member'))::INT) AS resident_team,
       max((t.post_type = 'village_director')::INT) AS director,
       sum((t.duty_list_date IS NOT NULL)::INT) AS duty_lists
FROM post_term t JOIN v_period p ON t.start_date <= p.pe AND (t.end_date IS NULL OR t.end_date > p.pe) GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_officer AS
SELECT p.period_id, t.org_unit_id, t.post_type = 'party_secretary' AS is_secretary,
       sum((t.start_date <= p.ps)::INT) AS all_year, sum((s.education IS NOT NULL)::INT) AS stated,
       sum((s.education IN ('college', 'bachelor', 'postgraduate'))::INT) AS college,
       sum((p.yr - s.birth_year <= 45)::INT) AS young, sum(h.hours) AS hours, sum(h.revitalization) AS revitalization,
       sum(h.class) AS class, sum(h.visit) AS visit, sum((t.review_passed_date <= t.start_date)::INT) AS reviewed,
       sum((e.person_id IS NOT NULL)::INT) AS appraised
FROM post_term t
JOIN v_period p ON t.start_date <= p.pe AND (t.end_date IS NULL OR t.end_date > p.pe)
JOIN person s ON s.person_id = t.person_id
LEFT JOIN f_hours h ON h.period_id = p.period_id AND h.person_id = t.person_id
LEFT JOIN (SELECT DISTINCT year, person_id FROM evaluation WHERE eval_kind <> 'member_democratic') e
       ON e.year = p.yr AND e.person_id = t.person_id
WHERE t.post_type IN ('party_secretary', 'party_affairs_worker') GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_worker AS
SELECT period_id, org_unit_id, all_year AS w_all_year, college AS w_college, hours AS w_hours, class AS w_class
FROM f_officer WHERE NOT is_secretary;
CREATE OR REPLACE TEMP TABLE f_days AS
SELECT c.period_id, t.org_unit_id, count(*) AS cadre_months,
       sum((m.days_in_village >= 20)::INT) AS cadre_months_of_20_days
FROM post_month m JOIN post_term t USING (post_term_id)
JOIN v_month c ON c.month_no = extract(year FROM m.month) * 12 + extract(month FROM m.month) GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE f_system AS
SELECT p.period_id, y.org_unit_id, count(DISTINCT y.system_type) AS in_force
FROM village_system y JOIN v_period p ON y.adopted_date <= p.pe AND (y.repealed_date IS NULL OR y.repealed_date > p.pe)
GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_case AS
SELECT p.period_id, c.talent_id, count(*) AS cases, max((c.kind = 'life_care')::INT) AS cared_for
FROM talent_support c JOIN v_period p ON c.opened_date BETWEEN p.ps AND p.pe GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_talent AS
SELECT p.period_id, t.org_unit_id, count(*) AS t_in_stock, count(t.contact_person_id) AS with_contact,
       sum((t.talent_type IN ('agri_expert', 'agri_technician'))::INT) AS agricultural,
       sum((p.yr - s.birth_year <= 35)::INT) AS t_young, sum((t.startup_date <= p.pe)::INT) AS t_startups,
       sum((t.origin <> 'local' AND t.entry_date BETWEEN p.ps AND p.pe)::INT) AS arrived, sum(c.cases) AS cases,
       sum(c.cared_for) AS cared_for
FROM talent t
JOIN v_period p ON t.entry_date <= p.pe AND (t.exit_date IS NULL OR t.exit_date > p.pe)
JOIN person s ON s.person_id = t.person_id
LEFT JOIN f_case c
       ON c.period_id = p.period_id AND c.talent_id = t.talent_id
GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_docking AS
SELECT p.period_id, d.org_unit_id, count(*) AS needs,
       sum((d.result = 'matched' AND d.delivered_date IS NOT NULL)::INT) AS needs_met
FROM docking_action d JOIN v_period p ON d.need_date BETWEEN p.ps AND p.pe GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_fund AS
SELECT p.period_id, f.org_unit_id, sum(f.allocated_yuan) AS allocated, sum(f.spent_yuan) AS spent
FROM fund f JOIN v_period p ON p.is_year AND p.yr = f.year GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_practice AS
SELECT p.period_id, o.org_unit_id, count(*) AS known, sum((o.registered_date >= p.ps)::INT) AS registered
FROM practice o JOIN v_period p ON p.is_year AND o.registered_date <= p.pe GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_year AS
SELECT p.period_id, y.org_unit_id, any_value(y.resident_population) AS residents,
       any_value(y.hardship_households) AS hardship, any_value(y.monitored_start) AS monitored,
       any_value(y.monitored_cleared) AS cleared, any_value(y.secretary_post_pay_yuan) AS pay,
       any_value(y.weak_lax::INT) AS weak
FROM unit_year y JOIN v_period p ON p.yr = y.year GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE f_reported AS
SELECT org_unit_id AS township_id, count(DISTINCT sheet) >= 13 AS reported FROM submission GROUP BY ALL;
