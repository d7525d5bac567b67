-- warn: two inspections of one body under one framework within two months, perhaps one told twice
SELECT a.inspection_id, b.inspection_id AS other_inspection_id
FROM inspections AS a INNER JOIN inspections AS b
    ON a.body_id = b.body_id AND a.framework = b.framework AND a.inspection_id < b.inspection_id
WHERE abs(date_diff('day', a.published_date, b.published_date)) <= 62
    AND a.framework NOT IN ('thematic', 'joint')
