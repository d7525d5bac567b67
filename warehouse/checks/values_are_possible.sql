-- refuse: percentages, scores or dates that cannot be
SELECT 'findings' AS found_in, finding_id AS row_id, value_text AS stated
FROM findings WHERE value_pct NOT BETWEEN 0 AND 100
UNION ALL
SELECT 'key_facts', key_fact_id, value_text
FROM key_facts WHERE value < 0 OR (value IS NULL) <> (unit IS NULL)
UNION ALL
SELECT 'recommendation_progress', progress_id, recommendation_text
FROM recommendation_progress WHERE recommendation_number IS NULL AND recommendation_text IS NULL
UNION ALL
SELECT 'inspections', inspection_id, concat(score, '/', score_max)
FROM inspections WHERE score IS NOT NULL AND (score_max IS NULL OR score NOT BETWEEN 0 AND score_max)
UNION ALL
SELECT 'inspections', inspection_id, published_date::VARCHAR
FROM inspections WHERE published_date NOT BETWEEN DATE '2005-01-01' AND DATE '2099-12-31'
