-- refuse: a score that differs from the sum of all scored standards, and no reader or comparison has said so
-- Errata excuse nothing: a rating corrected without its score is refused, a withdrawn one leaves no sum to compare.
WITH summed AS (
    SELECT i.inspection_id, i.score, i.score_max, sum(r.rating_points) AS points, 3 * count(r.rating) AS points_max
    FROM inspections AS i INNER JOIN ratings AS r USING (inspection_id)
    WHERE r.is_scored AND i.score IS NOT NULL
    GROUP BY ALL
)
SELECT inspection_id, score, score_max, points
FROM summed
WHERE points_max = score_max AND points <> score
    AND inspection_id NOT IN (
        SELECT inspection_id FROM expectations WHERE inspection_id IS NOT NULL AND origin IN ('reader', 'documents')
    )
