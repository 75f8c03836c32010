-- Terms that the facts and the questions of the pages share. They depend on no period and stay in the snapshot,
-- so that both mean the same, whoever asks in whichever scope.

-- The four teams of assistance work: which posts make up which team, and which of them live in the village.
CREATE OR REPLACE TABLE four_team_post AS
SELECT * FROM (VALUES
    ('first_secretary', 'first_secretary', TRUE),
    ('resident_team_leader', 'resident_team', TRUE),
    ('resident_team_member', 'resident_team', TRUE),
    ('town_assigned_cadre', 'town_assigned_cadres', FALSE),
    ('village_director', 'village_committee', FALSE),
    ('village_committee_member', 'village_committee', FALSE)
) AS t (post_type, team, dispatched);

-- Stays of talents with mergers seen through: `arrived` at the first entry, `left_on` at the last exit that was not a
-- merger, `continued_on` where another row goes on with the stay.
CREATE OR REPLACE TABLE talent_stay AS
WITH RECURSIVE ended AS (
    SELECT talent_id, person_id, entry_date, exit_date FROM talent WHERE exit_reason = 'unit_merged'
),
link (earlier_id, later_id, earlier_entry, later_entry, steps) AS (
    SELECT e.talent_id, t.talent_id, e.entry_date, t.entry_date, 1
    FROM ended e
    JOIN talent t ON t.person_id = e.person_id AND t.talent_id <> e.talent_id
                 AND t.entry_date >= e.exit_date AND t.entry_date <= e.exit_date + INTERVAL 31 DAY
),
chain (earlier_id, later_id, earlier_entry, later_entry, steps) AS (
    SELECT earlier_id, later_id, earlier_entry, later_entry, steps FROM link
    UNION ALL
    SELECT c.earlier_id, l.later_id, c.earlier_entry, l.later_entry, c.steps + 1
    FROM chain c
    JOIN link l ON l.earlier_id = c.later_id
    WHERE c.steps < 20
),
origin AS (
    SELECT later_id AS talent_id, min(earlier_entry) AS arrived FROM chain GROUP BY later_id
),
onward AS (
    SELECT c.earlier_id AS talent_id, min(c.later_entry) AS continued_on,
           max(CASE WHEN n.earlier_id IS NULL AND (t.exit_date IS NULL OR t.exit_reason = 'unit_merged')
                    THEN DATE '9999-12-31'
                    WHEN n.earlier_id IS NULL THEN t.exit_date END) AS left_on
    FROM chain c
    JOIN talent t ON t.talent_id = c.later_id
    LEFT JOIN (SELECT DISTINCT earlier_id FROM link) n ON n.earlier_id = c.later_id
    GROUP BY c.earlier_id
)
SELECT t.talent_id, t.org_unit_id, t.origin, t.entry_date, o.continued_on,
       coalesce(f.arrived, t.entry_date) AS arrived,
       coalesce(o.left_on, CASE WHEN t.exit_reason = 'unit_merged' THEN NULL ELSE t.exit_date END, DATE '9999-12-31')
           AS left_on
FROM talent t
LEFT JOIN origin f ON f.talent_id = t.talent_id
LEFT JOIN onward o ON o.talent_id = t.talent_id;
