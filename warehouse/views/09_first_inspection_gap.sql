CREATE VIEW first_inspection_gap AS
WITH now AS (SELECT max(started_at)::DATE AS record_date FROM runs),
dated AS (
    -- The finer of the two dates: a fieldwork year says less than a day of publication.
    SELECT body_id, inspection_id, framework, overall_rating, report_url,
        CASE
            WHEN published_date IS NULL OR published_precision = 'year' OR fieldwork_start_precision <> 'year'
                THEN coalesce(fieldwork_start_date, fieldwork_end_date)
        END AS fieldwork_date,
        CASE WHEN fieldwork_start_date IS NOT NULL THEN fieldwork_start_precision ELSE fieldwork_end_precision END AS fieldwork_precision,
        published_date, published_precision
    FROM inspections
),
first_visit AS (
    SELECT body_id, inspection_id, framework, overall_rating, report_url,
        coalesce(fieldwork_date, published_date) AS first_date,
        CASE WHEN fieldwork_date IS NOT NULL THEN fieldwork_precision ELSE published_precision END AS first_precision,
        CASE WHEN fieldwork_date IS NOT NULL THEN 'fieldwork' ELSE 'published' END AS first_dated_by
    FROM dated
    WHERE coalesce(fieldwork_date, published_date) IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY body_id ORDER BY first_date, inspection_id) = 1
),
undated AS (
    SELECT body_id, count(*)::INTEGER AS undated_count
    FROM inspections
    WHERE dated_date IS NULL
    GROUP BY body_id
),
replaced AS (
    SELECT DISTINCT predecessor_id AS body_id FROM body_succession WHERE succession_kind <> 'covers'
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
        WHEN b.valid_to_date IS NOT NULL OR r.body_id IS NOT NULL THEN 'ended with no inspection in the record'
        ELSE 'no inspection in the record'
    END AS state,
    f.first_date,
    f.first_precision,
    f.first_dated_by,
    CASE
        WHEN u.body_id IS NOT NULL AND f.body_id IS NULL THEN NULL
        WHEN f.first_precision = 'year' THEN NULL
        WHEN f.body_id IS NULL AND r.body_id IS NOT NULL AND b.valid_to_date IS NULL THEN NULL
        ELSE date_diff('month', b.valid_from_date, coalesce(f.first_date, b.valid_to_date, now.record_date))
    END::INTEGER AS gap_months,
    coalesce(u.undated_count, 0) AS undated_count,
    f.framework,
    f.overall_rating,
    f.report_url,
    f.inspection_id,
    now.record_date
FROM bodies AS b
CROSS JOIN now
LEFT JOIN first_visit AS f ON f.body_id = b.body_id
LEFT JOIN undated AS u ON u.body_id = b.body_id
LEFT JOIN replaced AS r ON r.body_id = b.body_id
WHERE b.valid_from_date IS NOT NULL;
COMMENT ON VIEW first_inspection_gap IS 'How long each body with a known beginning worked before it was first inspected, or has been waiting. A record is never complete: no inspection in it is not proof of none.';
COMMENT ON COLUMN first_inspection_gap.body_id IS 'The body.';
COMMENT ON COLUMN first_inspection_gap.body_name IS 'Its name.';
COMMENT ON COLUMN first_inspection_gap.body_kind IS 'What it is.';
COMMENT ON COLUMN first_inspection_gap.region_name IS 'Region it is in.';
COMMENT ON COLUMN first_inspection_gap.valid_from_date IS 'First day it existed. For PDUs the day the service was reunited, an assumption where a unit was drawn later.';
COMMENT ON COLUMN first_inspection_gap.valid_to_date IS 'Last day it existed; NULL where it still does.';
COMMENT ON COLUMN first_inspection_gap.state IS 'inspected, inspected at a date not known, or neither; units replaced on an unknown day have ended.';
COMMENT ON COLUMN first_inspection_gap.first_date IS 'When fieldwork of its first inspection began or, where that is not known as finely, when its report came out.';
COMMENT ON COLUMN first_inspection_gap.first_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN first_inspection_gap.first_dated_by IS 'fieldwork or published.';
COMMENT ON COLUMN first_inspection_gap.gap_months IS 'Calendar months from its first day to its first inspection; where there was none, to its end or to record_date. NULL where only a year is known.';
COMMENT ON COLUMN first_inspection_gap.undated_count IS 'Inspections of it without any date; one of them may have been the first.';
COMMENT ON COLUMN first_inspection_gap.framework IS 'Framework of that inspection.';
COMMENT ON COLUMN first_inspection_gap.overall_rating IS 'Its overall rating.';
COMMENT ON COLUMN first_inspection_gap.report_url IS 'Its report.';
COMMENT ON COLUMN first_inspection_gap.inspection_id IS 'The inspection.';
COMMENT ON COLUMN first_inspection_gap.record_date IS 'Day of the last run that added to this record.';
