CREATE VIEW first_inspection_gap AS
WITH now AS (SELECT max(started_at)::DATE AS record_date FROM runs),
dated AS (
    -- When it began, unless only the year of that is stated: then the first of the later dates that states more.
    SELECT body_id, inspection_id, framework, overall_rating, report_url,
        fieldwork_start_date, fieldwork_start_precision, fieldwork_end_date, fieldwork_end_precision, published_date, published_precision,
        CASE
            WHEN fieldwork_start_precision <> 'year' THEN 'fieldwork start'
            WHEN fieldwork_end_precision <> 'year' THEN 'fieldwork end'
            WHEN published_precision <> 'year' THEN 'published'
            WHEN fieldwork_start_date IS NOT NULL THEN 'fieldwork start'
            WHEN fieldwork_end_date IS NOT NULL THEN 'fieldwork end'
            WHEN published_date IS NOT NULL THEN 'published'
        END AS basis
    FROM inspections
),
first_visit AS (
    SELECT body_id, inspection_id, framework, overall_rating, report_url,
        CASE basis WHEN 'fieldwork start' THEN fieldwork_start_date WHEN 'fieldwork end' THEN fieldwork_end_date ELSE published_date END
            AS first_date,
        CASE basis WHEN 'fieldwork start' THEN fieldwork_start_precision WHEN 'fieldwork end' THEN fieldwork_end_precision
            ELSE published_precision END AS first_precision,
        split_part(basis, ' ', 1) AS first_dated_by
    FROM dated
    WHERE basis IS NOT NULL
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
        ELSE date_sub('month', b.valid_from_date, coalesce(f.first_date, b.valid_to_date + 1, now.record_date))
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
COMMENT ON COLUMN first_inspection_gap.first_date IS 'When fieldwork of its first inspection began; where only the year of that is known, when it ended or the report came out, if that says more.';
COMMENT ON COLUMN first_inspection_gap.first_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN first_inspection_gap.first_dated_by IS 'fieldwork or published.';
COMMENT ON COLUMN first_inspection_gap.gap_months IS 'Full months from its first day to its first inspection, one more perhaps where only the month of that is stated (first_precision). Where there was none, to its end or to record_date. NULL where only a year is known, or neither date nor end.';
COMMENT ON COLUMN first_inspection_gap.undated_count IS 'Inspections of it without any date; one of them may have been the first.';
COMMENT ON COLUMN first_inspection_gap.framework IS 'Framework of that inspection.';
COMMENT ON COLUMN first_inspection_gap.overall_rating IS 'Its overall rating.';
COMMENT ON COLUMN first_inspection_gap.report_url IS 'Its report.';
COMMENT ON COLUMN first_inspection_gap.inspection_id IS 'The inspection.';
COMMENT ON COLUMN first_inspection_gap.record_date IS 'Day of the last run that added to this record.';
