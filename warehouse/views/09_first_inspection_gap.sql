CREATE VIEW first_inspection_gap AS
WITH now AS (SELECT max(started_at)::DATE AS record_date FROM runs),
first_visit AS (
    SELECT body_id, inspection_id, framework, overall_rating, report_url,
        coalesce(fieldwork_start_date, published_date) AS first_date,
        CASE WHEN fieldwork_start_date IS NOT NULL THEN fieldwork_start_precision ELSE published_precision END AS first_precision,
        CASE WHEN fieldwork_start_date IS NOT NULL THEN 'fieldwork' ELSE 'published' END AS first_dated_by
    FROM inspections
    WHERE coalesce(fieldwork_start_date, published_date) IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY body_id ORDER BY first_date, inspection_id) = 1
),
undated AS (
    SELECT body_id, count(*)::INTEGER AS undated_count
    FROM inspections
    WHERE coalesce(fieldwork_start_date, published_date) IS NULL
    GROUP BY body_id
)
SELECT
    b.body_id,
    b.body_name,
    b.body_kind,
    b.region_name,
    b.valid_from_date,
    b.valid_to_date,
    CASE
        WHEN f.body_id IS NOT NULL THEN 'inspected'
        WHEN u.body_id IS NOT NULL THEN 'inspected, date not known'
        WHEN b.valid_to_date IS NOT NULL THEN 'ended with no inspection in the record'
        ELSE 'no inspection in the record'
    END AS state,
    f.first_date,
    f.first_precision,
    f.first_dated_by,
    CASE
        WHEN u.body_id IS NOT NULL AND f.body_id IS NULL THEN NULL
        ELSE date_diff('month', b.valid_from_date, coalesce(f.first_date, b.valid_to_date, now.record_date))::INTEGER
    END AS gap_months,
    f.framework,
    f.overall_rating,
    f.report_url,
    f.inspection_id,
    now.record_date
FROM bodies AS b
CROSS JOIN now
LEFT JOIN first_visit AS f ON f.body_id = b.body_id
LEFT JOIN undated AS u ON u.body_id = b.body_id
WHERE b.valid_from_date IS NOT NULL;
COMMENT ON VIEW first_inspection_gap IS 'How long each body with a known beginning worked before it was first inspected, or has been waiting. A record is never complete: no inspection in it is not proof of none.';
COMMENT ON COLUMN first_inspection_gap.body_id IS 'The body.';
COMMENT ON COLUMN first_inspection_gap.body_name IS 'Its name.';
COMMENT ON COLUMN first_inspection_gap.body_kind IS 'What it is.';
COMMENT ON COLUMN first_inspection_gap.region_name IS 'Region it is in.';
COMMENT ON COLUMN first_inspection_gap.valid_from_date IS 'First day it existed. For PDUs the day the service was reunited, an assumption where a unit was drawn later.';
COMMENT ON COLUMN first_inspection_gap.valid_to_date IS 'Last day it existed; NULL where it still does.';
COMMENT ON COLUMN first_inspection_gap.state IS 'inspected, inspected at a date not known, or neither.';
COMMENT ON COLUMN first_inspection_gap.first_date IS 'When fieldwork of its first inspection began, else when that report came out.';
COMMENT ON COLUMN first_inspection_gap.first_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN first_inspection_gap.first_dated_by IS 'fieldwork or published.';
COMMENT ON COLUMN first_inspection_gap.gap_months IS 'Months from its first day to its first inspection; where there was none, to its end or to record_date.';
COMMENT ON COLUMN first_inspection_gap.framework IS 'Framework of that inspection.';
COMMENT ON COLUMN first_inspection_gap.overall_rating IS 'Its overall rating.';
COMMENT ON COLUMN first_inspection_gap.report_url IS 'Its report.';
COMMENT ON COLUMN first_inspection_gap.inspection_id IS 'The inspection.';
COMMENT ON COLUMN first_inspection_gap.record_date IS 'Day of the last run that added to this record.';
