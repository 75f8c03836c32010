-- People taken in as probationary members, with what each is split by.
SELECT f.*, nullif(h.sex, 'u') AS sex, h.education, m.background
FROM fact_recruit f
JOIN member m ON m.member_id = f.member_id
JOIN person h ON h.person_id = m.person_id
