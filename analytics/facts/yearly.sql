-- One row per village valid at the period's end: its yearly figures, each with the mark that the cell is blank.
SELECT period_id, org_unit_id,
       residents,
       (residents IS NULL)::INT AS residents_blank,
       hardship_households,
       (hardship_households IS NULL)::INT AS hardship_households_blank,
       monitored_start AS monitored_households,
       least(monitored_cleared, monitored_start) AS monitored_households_cleared,
       (monitored_start IS NULL OR monitored_cleared IS NULL)::INT AS monitored_households_blank,
       pay AS secretary_pay,
       rural_income_past AS rural_income,
       (pay IS NULL OR rural_income_past IS NULL)::INT AS pay_or_income_blank,
       pay_now - pay_past AS secretary_pay_growth,
       pay_past AS secretary_pay_past,
       (pay_now IS NULL OR pay_past IS NULL)::INT AS pay_of_two_years_blank,
       weak_lax_past::INT AS weak_lax_past,
       (weak_lax_past AND NOT weak_lax_now)::INT AS weak_lax_rectified,
       (weak_lax_now IS NULL OR weak_lax_past IS NULL)::INT AS weak_lax_blank
FROM v_village
