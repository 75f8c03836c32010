-- The shared terms of the facts, for all periods at once. A fact that uses one of these words means exactly this.
-- The cube has written before: v_period (the periods asked for, with the dates that follow from them), v_month (the
-- months of each) and v_due (how many submissions of each sheet each period demands).
-- Intervals are half-open: a post, stay or membership counts on a date when start <= date < end.

-- Every unit valid at the period's end. Rows of other units do not count.
CREATE OR REPLACE TEMP TABLE v_unit AS
SELECT p.period_id, p.is_year, p.ps, p.pe, p.yr, u.org_unit_id, u.level
FROM org_unit u
JOIN v_period p ON u.valid_from <= p.pe AND (u.valid_to IS NULL OR u.valid_to > p.pe);

-- Where a row of a closed unit counts: in the first of its successors that is valid at the period's end.
CREATE OR REPLACE TEMP TABLE v_home AS
WITH RECURSIVE heir (org_unit_id, valid_to, heir_id, steps) AS (
    SELECT org_unit_id, valid_to, successor_id, 1 FROM org_unit WHERE successor_id IS NOT NULL
    UNION ALL
    SELECT h.org_unit_id, h.valid_to, u.successor_id, h.steps + 1
    FROM heir h
    JOIN org_unit u ON u.org_unit_id = h.heir_id
    WHERE u.successor_id IS NOT NULL AND h.steps < 20
),
ranked AS (
    SELECT u.period_id, h.org_unit_id, h.heir_id,
           row_number() OVER (PARTITION BY u.period_id, h.org_unit_id ORDER BY h.steps) AS nearest
    FROM heir h
    JOIN v_unit u ON u.org_unit_id = h.heir_id AND h.valid_to <= u.pe
)
SELECT period_id, org_unit_id, org_unit_id AS home_id FROM v_unit
UNION ALL
SELECT period_id, org_unit_id, heir_id FROM ranked WHERE nearest = 1;

-- Villages valid at the period's end with their yearly figures: the row of the period's year, else of the year before
-- (a row with a blank cell is a blank). `is_key`: where the four teams are expected. Stays in the snapshot.
CREATE OR REPLACE TABLE v_village AS
SELECT v.period_id, v.is_year, v.ps, v.pe, v.yr, v.org_unit_id, t.org_unit_id AS township_id,
       coalesce(u.party_group_count, 0) AS groups_n,
       (coalesce(u.village_category, '') IN ('poverty_alleviated', 'relocation', 'revitalization_key')
        OR coalesce(CASE WHEN now.year IS NOT NULL THEN now.weak_lax ELSE past.weak_lax END, FALSE)) AS is_key,
       CASE WHEN now.year IS NOT NULL THEN now.resident_population ELSE past.resident_population END AS residents,
       CASE WHEN now.year IS NOT NULL THEN now.hardship_households ELSE past.hardship_households END
           AS hardship_households,
       CASE WHEN now.year IS NOT NULL THEN now.monitored_start ELSE past.monitored_start END AS monitored_start,
       CASE WHEN now.year IS NOT NULL THEN now.monitored_cleared ELSE past.monitored_cleared END AS monitored_cleared,
       CASE WHEN now.year IS NOT NULL THEN now.secretary_post_pay_yuan ELSE past.secretary_post_pay_yuan END AS pay,
       now.secretary_post_pay_yuan AS pay_now, past.secretary_post_pay_yuan AS pay_past,
       now.weak_lax AS weak_lax_now, past.weak_lax AS weak_lax_past,
       c.rural_income_yuan AS rural_income_past
FROM v_unit v
JOIN org_unit u ON u.org_unit_id = v.org_unit_id
JOIN org_unit t ON t.org_unit_id = u.parent_id
LEFT JOIN unit_year now ON now.org_unit_id = v.org_unit_id AND now.year = v.yr
LEFT JOIN unit_year past ON past.org_unit_id = v.org_unit_id AND past.year = v.yr - 1
LEFT JOIN unit_year c ON c.org_unit_id = t.parent_id AND c.year = v.yr - 1
WHERE v.level = 'village'
ORDER BY v.org_unit_id, v.period_id;

-- What has been handed in, by sheet and slot (a month, a quarter or a year counted through).
CREATE OR REPLACE TEMP TABLE v_handed_in AS
SELECT DISTINCT s.org_unit_id, s.sheet,
       CASE r.rhythm
           WHEN 'monthly' THEN extract(year FROM s.period_end) * 12 + extract(month FROM s.period_end)
           WHEN 'quarterly' THEN extract(year FROM s.period_end) * 4 + extract(quarter FROM s.period_end)
           ELSE extract(year FROM s.period_end)
       END AS slot
FROM submission s
JOIN (SELECT DISTINCT sheet, rhythm FROM v_due) r ON r.sheet = s.sheet;

-- Which sheets each village's township has handed in for the period: 1 where every submission due is there (or none is
-- due yet). Stays in the snapshot.
CREATE OR REPLACE TABLE v_reported AS
WITH counted AS (
    SELECT d.period_id, h.org_unit_id, h.sheet, count(*) AS slots
    FROM v_handed_in h
    JOIN v_due d ON d.sheet = h.sheet AND h.slot BETWEEN d.first_slot AND d.last_slot
    GROUP BY d.period_id, h.org_unit_id, h.sheet
),
judged AS (
    SELECT d.period_id, t.township_id, d.sheet, (coalesce(c.slots, 0) >= d.last_slot - d.first_slot + 1)::INT AS whole
    FROM (SELECT DISTINCT period_id, township_id FROM v_village) t
    JOIN v_due d ON d.period_id = t.period_id
    LEFT JOIN counted c ON c.period_id = d.period_id AND c.org_unit_id = t.township_id AND c.sheet = d.sheet
),
by_township AS (
    SELECT period_id, township_id,
           max(CASE WHEN sheet = 'unit_year' THEN whole END) AS unit_year,
           max(CASE WHEN sheet = 'member' THEN whole END) AS member,
           max(CASE WHEN sheet = 'member_duty' THEN whole END) AS member_duty,
           max(CASE WHEN sheet = 'meeting' THEN whole END) AS meeting,
           max(CASE WHEN sheet = 'evaluation' THEN whole END) AS evaluation,
           max(CASE WHEN sheet = 'post_term' THEN whole END) AS post_term,
           max(CASE WHEN sheet = 'post_month' THEN whole END) AS post_month,
           max(CASE WHEN sheet = 'village_system' THEN whole END) AS village_system,
           max(CASE WHEN sheet = 'training_event' THEN whole END) AS training_event,
           max(CASE WHEN sheet = 'training_attendance' THEN whole END) AS training_attendance,
           max(CASE WHEN sheet = 'talent' THEN whole END) AS talent,
           max(CASE WHEN sheet = 'talent_support' THEN whole END) AS talent_support,
           max(CASE WHEN sheet = 'fund' THEN whole END) AS fund,
           max(CASE WHEN sheet = 'docking_action' THEN whole END) AS docking_action,
           max(CASE WHEN sheet = 'practice' THEN whole END) AS practice
    FROM judged
    GROUP BY period_id, township_id
)
SELECT v.org_unit_id, b.*
FROM v_village v
JOIN by_township b ON b.period_id = v.period_id AND b.township_id = v.township_id
ORDER BY v.org_unit_id, v.period_id;

-- Posts open at the period's end.
CREATE OR REPLACE TEMP TABLE v_post AS
SELECT u.period_id, u.is_year, u.ps, u.yr, t.org_unit_id, t.post_term_id, t.person_id, t.post_type, t.start_date,
       t.selection_channel, t.review_passed_date, t.county_record_date, t.duty_list_date
FROM post_term t
JOIN v_unit u ON u.org_unit_id = t.org_unit_id
             AND t.start_date <= u.pe AND (t.end_date IS NULL OR t.end_date > u.pe);

-- Secretaries and affairs workers in post all year: the same person in the same post of the same unit since before
-- the year began, re-elections with a gap of at most 31 days included.
CREATE OR REPLACE TEMP TABLE v_all_year AS
SELECT period_id, post_term_id FROM v_post
WHERE is_year AND start_date <= ps AND post_type IN ('party_secretary', 'party_affairs_worker')
UNION
SELECT s.period_id, s.post_term_id
FROM v_post s
JOIN post_term e ON e.person_id = s.person_id AND e.org_unit_id = s.org_unit_id AND e.post_type = s.post_type
                AND e.start_date <= s.ps AND e.end_date + INTERVAL 31 DAY >= s.start_date
WHERE s.is_year AND s.post_type IN ('party_secretary', 'party_affairs_worker');

-- Trainings that ended in the year.
CREATE OR REPLACE TEMP TABLE v_training AS
SELECT p.period_id, e.training_id, e.end_date, e.venue_type, e.form, e.topic, o.level AS organiser_level
FROM training_event e
JOIN v_period p ON p.is_year AND e.end_date BETWEEN p.ps AND p.pe
JOIN org_unit o ON o.org_unit_id = e.org_unit_id;

-- What secretaries and affairs workers in post at the year's end were trained in, one row a person.
CREATE OR REPLACE TEMP TABLE v_officer_training AS
SELECT t.period_id, a.person_id,
       sum(a.hours_credited) AS hours,
       sum(CASE WHEN t.topic = 'rural_revitalization' THEN a.hours_credited END) AS revitalization_hours,
       sum(CASE WHEN t.topic = 'party_affairs' THEN a.hours_credited END) AS party_affairs_hours,
       max((a.completed AND t.form = 'class'
            AND t.organiser_level IN ('county', 'prefecture', 'province', 'nation'))::INT) AS county_class,
       max((a.completed AND t.form = 'study_visit')::INT) AS study_visit,
       max((a.completed AND t.form = 'experience_exchange')::INT) AS exchange,
       max((a.completed AND t.venue_type IN ('county_party_school', 'township_party_school', 'village_workshop'))::INT)
           AS at_party_school
FROM training_attendance a
JOIN v_training t ON t.training_id = a.training_id
JOIN (SELECT DISTINCT period_id, person_id FROM v_post
      WHERE is_year AND post_type IN ('party_secretary', 'party_affairs_worker')) o
  ON o.period_id = t.period_id AND o.person_id = a.person_id
GROUP BY t.period_id, a.person_id;

-- Members who came in by a merger of villages: a record that begins at most 31 days after the same person's record
-- ended with it continues that record, and `enter_date` is that of the first.
CREATE OR REPLACE TEMP TABLE v_member_continued AS
WITH RECURSIVE ended AS (
    SELECT member_id, person_id, enter_date, exit_date FROM member WHERE exit_reason = 'unit_merged'
),
link (member_id, earlier_id, earlier_date, steps) AS (
    SELECT m.member_id, e.member_id, e.enter_date, 1
    FROM ended e
    JOIN member m ON m.person_id = e.person_id AND m.member_id <> e.member_id
                 AND m.enter_date >= e.exit_date AND m.enter_date <= e.exit_date + INTERVAL 31 DAY
),
chain (member_id, earlier_id, earlier_date, steps) AS (
    SELECT member_id, earlier_id, earlier_date, steps FROM link
    UNION ALL
    SELECT c.member_id, l.earlier_id, l.earlier_date, c.steps + 1
    FROM chain c
    JOIN link l ON l.member_id = c.earlier_id
    WHERE c.steps < 20
)
SELECT member_id, min(earlier_date) AS enter_date FROM chain GROUP BY member_id;

-- Members able to take a duty with the offices they held in their village and the duties they had there. They are paired
-- before the periods come in: few have any.
CREATE OR REPLACE TEMP TABLE v_capable_task AS
SELECT m.org_unit_id, m.member_id, m.enter_date, m.exit_date, t.kind, t.start_date, t.end_date
FROM member m
JOIN (SELECT org_unit_id, person_id, 'office' AS kind, start_date, end_date FROM post_term
      UNION ALL
      SELECT org_unit_id, person_id, duty_kind, start_date, end_date FROM member_duty
      WHERE duty_kind IN ('duty_post', 'startup_lead')) t
  ON t.org_unit_id = m.org_unit_id AND t.person_id = m.person_id
WHERE m.stage IN ('probationary', 'full') AND m.duty_capable;

-- The months in which a village met, by kind of meeting, and who was to come and came to those of all members.
CREATE OR REPLACE TEMP TABLE v_meeting_month AS
SELECT org_unit_id, extract(year FROM meeting_date) * 12 + extract(month FROM meeting_date) AS month_no,
       max((meeting_type = 'branch_congress')::INT) AS congress,
       max((meeting_type = 'party_lecture')::INT) AS lecture,
       max((meeting_type = 'branch_committee')::INT) AS committee,
       max((meeting_type = 'party_group')::INT) AS party_group,
       max((meeting_type = 'theme_day')::INT) AS theme_day,
       max((meeting_type = 'org_life')::INT) AS org_life,
       max((meeting_type = 'democratic_evaluation')::INT) AS evaluation,
       max((meeting_type = 'four_team_joint')::INT) AS joint,
       sum(CASE WHEN meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day', 'org_life')
                THEN expected_n END) AS expected,
       sum(CASE WHEN meeting_type IN ('branch_congress', 'party_group', 'party_lecture', 'theme_day', 'org_life')
                THEN least(attended_n, expected_n) END) AS attended
FROM meeting
GROUP BY org_unit_id, extract(year FROM meeting_date) * 12 + extract(month FROM meeting_date);

-- The eight required systems in force at the period's end, each once a village.
CREATE OR REPLACE TEMP TABLE v_system AS
SELECT DISTINCT v.period_id, v.org_unit_id, y.system_type
FROM village_system y
JOIN v_village v ON v.org_unit_id = y.org_unit_id
                AND y.adopted_date <= v.pe AND (y.repealed_date IS NULL OR y.repealed_date > v.pe)
JOIN v_period p ON p.period_id = v.period_id
WHERE y.system_type IN ('three_meetings', 'four_two', 'disclosure', 'finance', 'duty_roster', 'appraisal', 'points',
                        'talent_intro');
