-- refuse: values of an inspection that is not there
SELECT 'ratings' AS found_in, rating_id AS row_id, inspection_id
FROM ratings WHERE inspection_id NOT IN (SELECT inspection_id FROM inspections)
UNION ALL
SELECT 'findings', finding_id, inspection_id
FROM findings WHERE inspection_id NOT IN (SELECT inspection_id FROM inspections)
UNION ALL
SELECT 'recommendations', recommendation_id, inspection_id
FROM recommendations WHERE inspection_id NOT IN (SELECT inspection_id FROM inspections)
UNION ALL
SELECT 'recommendation_progress', progress_id, inspection_id
FROM recommendation_progress WHERE inspection_id NOT IN (SELECT inspection_id FROM inspections)
UNION ALL
SELECT 'key_facts', key_fact_id, inspection_id
FROM key_facts WHERE inspection_id NOT IN (SELECT inspection_id FROM inspections)
UNION ALL
SELECT 'coverage', coverage_id, inspection_id
FROM coverage WHERE inspection_id NOT IN (SELECT inspection_id FROM inspections)
UNION ALL
SELECT 'coverage', coverage_id, article_id FROM coverage WHERE article_id NOT IN (SELECT article_id FROM articles)
