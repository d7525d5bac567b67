-- refuse: values that differ from what documents say without a note and an erratum, or errata that are not applied
WITH ours AS (SELECT * FROM errata WHERE origin = 'reviewed by us'),
shown AS (
    SELECT inspection_id, 'overall_rating' AS field_name, NULL::VARCHAR AS standard_code, overall_rating::VARCHAR AS shown_value
    FROM inspections
    UNION ALL
    SELECT inspection_id, 'score', NULL, CASE WHEN score IS NOT NULL THEN concat(score, '/', score_max) END FROM inspections
    UNION ALL
    SELECT inspection_id, 'published_date', NULL,
        left(published_date::VARCHAR, CASE published_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END)
    FROM inspections
    UNION ALL
    SELECT inspection_id, 'rating', standard_code, rating::VARCHAR FROM ratings
)
SELECT 'inspections' AS found_in, inspection_id AS row_id, erratum_note AS told
FROM inspections
WHERE (erratum_note IS NOT NULL) <> (inspection_id IN (SELECT inspection_id FROM ours WHERE standard_code IS NULL))
UNION ALL
SELECT 'ratings', rating_id, erratum_note
FROM ratings AS r
WHERE (erratum_note IS NULL AND rating IS NULL)
    OR (erratum_note IS NOT NULL) <> EXISTS (
        SELECT 1 FROM ours WHERE ours.inspection_id = r.inspection_id AND ours.standard_code = r.standard_code
    )
UNION ALL
SELECT 'errata', erratum_id, sentence
FROM ours LEFT JOIN shown
    ON shown.inspection_id = ours.inspection_id AND shown.field_name = ours.field_name
    AND shown.standard_code IS NOT DISTINCT FROM ours.standard_code
WHERE shown.shown_value IS DISTINCT FROM ours.new_value OR shown.field_name IS NULL
    OR ours.reason IS NULL OR ours.source_note IS NULL OR ours.cause IS NULL
