-- Which units' figures can be others after rows have come, gone or changed (`changed_<table>`, what was and what is).
-- A fact reads the rows of its own unit, of the people named there, and what those refer to; this is that, backwards.

-- People of whom something has changed: whatever counts a person counts in every unit that names the person.
CREATE OR REPLACE TEMP TABLE reached_person AS
SELECT person_id FROM changed_person
UNION SELECT person_id FROM changed_member
UNION SELECT person_id FROM changed_evaluation
UNION SELECT person_id FROM changed_post_term
UNION SELECT person_id FROM changed_talent
UNION SELECT person_id FROM changed_training_attendance
UNION SELECT person_id FROM training_attendance SEMI JOIN changed_training_event USING (training_id);

CREATE OR REPLACE TEMP TABLE reached_unit AS
WITH RECURSIVE named AS (
    SELECT org_unit_id FROM changed_member
    UNION SELECT org_unit_id FROM changed_member_duty
    UNION SELECT org_unit_id FROM changed_meeting
    UNION SELECT org_unit_id FROM changed_post_term
    UNION SELECT org_unit_id FROM changed_village_system
    UNION SELECT org_unit_id FROM changed_training_attendance
    UNION SELECT org_unit_id FROM changed_talent
    UNION SELECT org_unit_id FROM changed_talent_support
    UNION SELECT org_unit_id FROM changed_fund
    UNION SELECT org_unit_id FROM changed_docking_action
    UNION SELECT org_unit_id FROM changed_practice
    UNION SELECT org_unit_id FROM changed_submission
    -- a county's yearly figures stand beside those of its villages
    UNION SELECT t.org_unit_id FROM changed_unit_year y JOIN unit_tree t ON t.ancestor_id = y.org_unit_id
    -- of these the unit is that of the row they refer to
    UNION SELECT org_unit_id FROM post_term SEMI JOIN changed_post_month USING (post_term_id)
    UNION SELECT org_unit_id FROM talent SEMI JOIN changed_talent_support USING (talent_id)
    UNION SELECT o.org_unit_id FROM practice o JOIN changed_practice a ON a.source_practice_id = o.practice_id
    UNION SELECT org_unit_id FROM training_attendance SEMI JOIN changed_training_event USING (training_id)
    UNION SELECT org_unit_id FROM member SEMI JOIN reached_person USING (person_id)
    UNION SELECT org_unit_id FROM post_term SEMI JOIN reached_person USING (person_id)
    UNION SELECT org_unit_id FROM talent SEMI JOIN reached_person USING (person_id)
),
-- what a closed unit reports counts in its successor
heir (org_unit_id) AS (
    SELECT org_unit_id FROM named
    UNION
    SELECT u.successor_id FROM org_unit u JOIN heir h ON h.org_unit_id = u.org_unit_id WHERE u.successor_id IS NOT NULL
)
SELECT org_unit_id FROM heir;

-- Computed anew with all that lies below: at and above what is reached, whatever has villages right below it.
CREATE OR REPLACE TEMP TABLE whole_unit AS
SELECT DISTINCT b.org_unit_id
FROM reached_unit r
JOIN unit_tree a ON a.org_unit_id = r.org_unit_id
SEMI JOIN (SELECT parent_id FROM org_unit WHERE level = 'village') p ON p.parent_id = a.ancestor_id
JOIN unit_tree b ON b.ancestor_id = a.ancestor_id;

-- Above these: their own rows are read anew, and what lies beside those is added as it stands.
CREATE OR REPLACE TEMP TABLE upper_unit AS
SELECT DISTINCT t.ancestor_id AS org_unit_id
FROM (FROM reached_unit UNION FROM whole_unit) r
JOIN unit_tree t ON t.org_unit_id = r.org_unit_id
ANTI JOIN whole_unit w ON w.org_unit_id = t.ancestor_id;

CREATE OR REPLACE TEMP TABLE part_unit AS FROM whole_unit UNION ALL FROM upper_unit;
