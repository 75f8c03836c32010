-- All that the figures of `part_unit` are made of, laid into the database `part`: the rows of those units, everything
-- of the people named there, wherever it was reported, and the rows that these refer to. More does no harm: only the
-- figures of `part_unit` are taken from there.

-- Units whose rows may count in one of these, being closed.
CREATE OR REPLACE TEMP TABLE part_source AS
WITH RECURSIVE source AS (
    SELECT org_unit_id FROM part_unit
    UNION
    SELECT u.org_unit_id FROM org_unit u JOIN source s ON s.org_unit_id = u.successor_id
)
FROM source;
CREATE OR REPLACE TEMP TABLE part_person AS
SELECT person_id FROM member SEMI JOIN part_source USING (org_unit_id)
UNION SELECT person_id FROM post_term SEMI JOIN part_source USING (org_unit_id)
UNION SELECT person_id FROM talent SEMI JOIN part_source USING (org_unit_id);

CREATE TABLE part.person AS FROM person SEMI JOIN part_person USING (person_id);
CREATE TABLE part.member AS FROM member SEMI JOIN part_person USING (person_id);
CREATE TABLE part.post_term AS FROM post_term SEMI JOIN part_person USING (person_id);
CREATE TABLE part.talent AS FROM talent SEMI JOIN part_person USING (person_id);
CREATE TABLE part.evaluation AS FROM evaluation SEMI JOIN part_person USING (person_id);
CREATE TABLE part.training_attendance AS
FROM training_attendance
WHERE person_id IN (FROM part_person) OR org_unit_id IN (FROM part_unit);
CREATE TABLE part.training_event AS FROM training_event SEMI JOIN part.training_attendance USING (training_id);
CREATE TABLE part.post_month AS FROM post_month SEMI JOIN part.post_term USING (post_term_id);
CREATE TABLE part.talent_support AS
FROM talent_support
WHERE talent_id IN (SELECT talent_id FROM part.talent) OR org_unit_id IN (FROM part_unit);
CREATE TABLE part.practice AS
FROM practice
WHERE org_unit_id IN (FROM part_unit)
   OR source_practice_id IN (SELECT practice_id FROM practice SEMI JOIN part_unit USING (org_unit_id));

CREATE TABLE part.unit_year AS FROM unit_year SEMI JOIN part_unit USING (org_unit_id);
CREATE TABLE part.member_duty AS FROM member_duty SEMI JOIN part_unit USING (org_unit_id);
CREATE TABLE part.meeting AS FROM meeting SEMI JOIN part_unit USING (org_unit_id);
CREATE TABLE part.village_system AS FROM village_system SEMI JOIN part_unit USING (org_unit_id);
CREATE TABLE part.fund AS FROM fund SEMI JOIN part_unit USING (org_unit_id);
CREATE TABLE part.docking_action AS FROM docking_action SEMI JOIN part_unit USING (org_unit_id);
CREATE TABLE part.submission AS FROM submission SEMI JOIN part_unit USING (org_unit_id);

-- Organisers give a training its level, and a post counts where its unit is open. Only what these units add climbs up.
CREATE TABLE part.org_unit AS
FROM org_unit
WHERE org_unit_id IN (
    FROM part_source
    UNION ALL SELECT org_unit_id FROM part.training_event
    UNION ALL SELECT org_unit_id FROM part.post_term
    UNION ALL SELECT org_unit_id FROM part.member
    UNION ALL SELECT org_unit_id FROM part.talent);
CREATE TABLE part.unit_tree AS FROM unit_tree SEMI JOIN part_unit USING (org_unit_id);
