-- refuse: two recommendations of one inspection under one number
SELECT inspection_id, recommendation_number, count(*) AS stated_count
FROM recommendations GROUP BY inspection_id, recommendation_number HAVING count(*) > 1
