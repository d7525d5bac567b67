-- refuse: rows about a body that the register does not have
SELECT 'inspections' AS found_in, inspection_id AS row_id, body_id
FROM inspections WHERE body_id NOT IN (SELECT body_id FROM bodies)
UNION ALL
SELECT 'coverage', coverage_id, body_id FROM coverage WHERE body_id NOT IN (SELECT body_id FROM bodies)
UNION ALL
SELECT 'official_ratings', official_rating_id, body_id
FROM official_ratings WHERE body_id NOT IN (SELECT body_id FROM bodies)
UNION ALL
SELECT 'places', place_name, body_id FROM places WHERE body_id NOT IN (SELECT body_id FROM bodies)
