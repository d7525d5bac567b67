CREATE VIEW stated_ratings AS
WITH rated AS (
    SELECT inspection_id, inspection_id || '.overall' AS rating_id, 'overall' AS concept, NULL::VARCHAR AS standard_id, NULL::VARCHAR AS standard_code,
        'Overall' AS standard_name, overall_rating AS rating, NULL::INTEGER AS rating_points, is_disputed, erratum_note,
        overall_evidence_id AS evidence_id, report_url AS document_url, page, quote
    FROM inspections
    WHERE overall_evidence_id IS NOT NULL
    UNION ALL
    SELECT inspection_id, rating_id, concept::VARCHAR, standard_id, standard_code, standard_name, rating, rating_points, is_disputed, erratum_note,
        evidence_id, document_url, page, quote
    FROM ratings
),
redated AS (
    SELECT inspection_id, string_agg(sentence, ' ' ORDER BY erratum_id) AS date_note
    FROM errata
    WHERE origin = 'reviewed by us' AND field_name = 'published_date'
    GROUP BY inspection_id
)
SELECT
    r.rating_id,
    i.inspection_id,
    i.body_id,
    b.body_name,
    b.body_kind,
    i.framework,
    i.dated_date,
    i.dated_precision,
    i.dated_by,
    r.concept,
    CASE WHEN b.body_kind = 'youth_justice_service' THEN nullif(regexp_extract(r.standard_code, '(\d)\.', 1), '') END AS domain_code,
    r.standard_id,
    r.standard_code,
    r.standard_name,
    r.rating,
    r.rating_points,
    r.is_disputed,
    CASE
        WHEN r.concept = 'overall' THEN r.erratum_note
        ELSE nullif(concat_ws(' ', r.erratum_note, d.date_note), '')
    END AS erratum_note,
    r.evidence_id,
    r.document_url,
    r.page,
    r.quote,
    i.report_url,
    i.published_date,
    i.published_precision
FROM rated AS r
INNER JOIN inspections AS i USING (inspection_id)
INNER JOIN bodies AS b ON b.body_id = i.body_id
LEFT JOIN redated AS d ON d.inspection_id = i.inspection_id;
COMMENT ON VIEW stated_ratings IS 'Every rating of every inspection, overall ratings among them, one row each, with the date to order it by.';
COMMENT ON COLUMN stated_ratings.rating_id IS 'Stable name of the rating.';
COMMENT ON COLUMN stated_ratings.inspection_id IS 'The inspection.';
COMMENT ON COLUMN stated_ratings.body_id IS 'Body inspected.';
COMMENT ON COLUMN stated_ratings.body_name IS 'Its name.';
COMMENT ON COLUMN stated_ratings.body_kind IS 'What it is.';
COMMENT ON COLUMN stated_ratings.framework IS 'Set of standards it was held against.';
COMMENT ON COLUMN stated_ratings.dated_date IS 'When the report came out or, where no date of publication is known, when fieldwork ended; see dated_precision and dated_by.';
COMMENT ON COLUMN stated_ratings.dated_precision IS 'How much of dated_date is stated.';
COMMENT ON COLUMN stated_ratings.dated_by IS 'published or fieldwork; NULL where neither is known.';
COMMENT ON COLUMN stated_ratings.concept IS 'What was rated, the same word across frameworks; overall for the whole.';
COMMENT ON COLUMN stated_ratings.domain_code IS 'Domain of a youth standard: court and out-of-court work have standards of the same name. NULL for others.';
COMMENT ON COLUMN stated_ratings.standard_id IS 'The standard; NULL for the overall rating.';
COMMENT ON COLUMN stated_ratings.standard_code IS 'Code as printed; NULL for the overall rating.';
COMMENT ON COLUMN stated_ratings.standard_name IS 'Name as printed.';
COMMENT ON COLUMN stated_ratings.rating IS 'The rating; NULL where it was printed and withdrawn as wrong, see erratum_note.';
COMMENT ON COLUMN stated_ratings.rating_points IS 'Points a standard''s rating stands for, 0 to 3.';
COMMENT ON COLUMN stated_ratings.is_disputed IS 'Whether documents of the inspection differ on it.';
COMMENT ON COLUMN stated_ratings.erratum_note IS 'What was printed of this rating or of its date, and why it is not what stands here; NULL where nothing was corrected by us.';
COMMENT ON COLUMN stated_ratings.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN stated_ratings.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN stated_ratings.page IS 'Page in a PDF.';
COMMENT ON COLUMN stated_ratings.quote IS 'The words themselves.';
COMMENT ON COLUMN stated_ratings.report_url IS 'The report.';
COMMENT ON COLUMN stated_ratings.published_date IS 'When the report came out; NULL where not known.';
COMMENT ON COLUMN stated_ratings.published_precision IS 'How much of published_date is stated.';
