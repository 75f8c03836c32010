-- Members in stock, with their category.
SELECT f.*, m.mgmt_category FROM fact_member f JOIN member m ON m.member_id = f.member_id
