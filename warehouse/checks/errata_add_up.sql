-- warn: a report that contradicts itself or another, and whose score is not the sum even with our errata
WITH summed AS (
    SELECT i.inspection_id, i.score, i.score_max, sum(r.rating_points) AS points, 3 * count(r.rating) AS points_max
    FROM inspections AS i INNER JOIN ratings AS r USING (inspection_id)
    WHERE r.is_scored AND i.score IS NOT NULL
    GROUP BY ALL
)
SELECT inspection_id, score, score_max, points
FROM summed
WHERE points_max = score_max AND points <> score
    AND inspection_id IN (SELECT inspection_id FROM errata WHERE origin = 'reviewed by us' AND field_name IN ('rating', 'score'))
    AND inspection_id IN (SELECT inspection_id FROM expectations WHERE origin IN ('reader', 'documents'))
