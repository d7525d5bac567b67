-- refuse: two ratings of one standard in one inspection
SELECT inspection_id, standard_code, string_agg(rating::VARCHAR, ' / ') AS stated
FROM ratings GROUP BY inspection_id, standard_code HAVING count(*) > 1
