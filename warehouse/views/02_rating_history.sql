CREATE VIEW rating_history AS
WITH RECURSIVE lineage AS (
    SELECT body_id, body_id AS inspected_body_id, 0 AS generation_number FROM bodies
    UNION
    SELECT l.body_id, s.predecessor_id, l.generation_number + 1
    FROM lineage AS l
    INNER JOIN body_succession AS s ON s.successor_id = l.inspected_body_id
    WHERE l.generation_number < 8
),
nearest AS (
    SELECT body_id, inspected_body_id, min(generation_number) AS generation_number
    FROM lineage
    GROUP BY body_id, inspected_body_id
),
stated AS (
    SELECT inspection_id, 'overall' AS concept, NULL::VARCHAR AS domain_code, NULL::VARCHAR AS standard_code, 'Overall' AS standard_name,
        overall_rating AS rating, report_url AS document_url, page, quote
    FROM inspections
    WHERE overall_rating IS NOT NULL
    UNION ALL
    SELECT r.inspection_id, r.concept::VARCHAR,
        CASE WHEN b.body_kind = 'youth_justice_service' THEN regexp_extract(r.standard_code, '(\d)\.', 1) END,
        r.standard_code, r.standard_name, r.rating, r.document_url, r.page, r.quote
    FROM ratings AS r
    INNER JOIN inspections AS i USING (inspection_id)
    INNER JOIN bodies AS b ON b.body_id = i.body_id
)
SELECT
    b.body_id,
    b.body_name,
    b.body_kind,
    b.region_name,
    n.generation_number,
    n.inspected_body_id,
    p.body_name AS inspected_body_name,
    i.published_date,
    i.published_precision,
    i.framework,
    s.concept,
    s.domain_code,
    s.standard_code,
    s.standard_name,
    s.rating,
    s.document_url,
    s.page,
    s.quote,
    i.report_url,
    i.inspection_id
FROM nearest AS n
INNER JOIN bodies AS b ON b.body_id = n.body_id
INNER JOIN bodies AS p ON p.body_id = n.inspected_body_id
INNER JOIN inspections AS i ON i.body_id = n.inspected_body_id
INNER JOIN stated AS s ON s.inspection_id = i.inspection_id;
COMMENT ON VIEW rating_history IS 'Every rating of every body and of the bodies it came from, by what was rated. Before a reorganisation a predecessor covered another area.';
COMMENT ON COLUMN rating_history.body_id IS 'Body whose history this is.';
COMMENT ON COLUMN rating_history.body_name IS 'Its name.';
COMMENT ON COLUMN rating_history.body_kind IS 'What it is.';
COMMENT ON COLUMN rating_history.region_name IS 'Region it is in.';
COMMENT ON COLUMN rating_history.generation_number IS '0 for the body itself, 1 for a body it took over from, and so on.';
COMMENT ON COLUMN rating_history.inspected_body_id IS 'Body that was inspected.';
COMMENT ON COLUMN rating_history.inspected_body_name IS 'Its name.';
COMMENT ON COLUMN rating_history.published_date IS 'When the report came out; see published_precision.';
COMMENT ON COLUMN rating_history.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN rating_history.framework IS 'Framework; ratings of different frameworks are not like for like.';
COMMENT ON COLUMN rating_history.concept IS 'What was rated, the same word across frameworks; overall for the whole.';
COMMENT ON COLUMN rating_history.domain_code IS 'Domain of a youth standard: court and out-of-court work have standards of the same name. NULL for others.';
COMMENT ON COLUMN rating_history.standard_code IS 'Code as printed; NULL for the overall rating.';
COMMENT ON COLUMN rating_history.standard_name IS 'Name as printed.';
COMMENT ON COLUMN rating_history.rating IS 'The rating.';
COMMENT ON COLUMN rating_history.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN rating_history.page IS 'Page in a PDF.';
COMMENT ON COLUMN rating_history.quote IS 'The words themselves.';
COMMENT ON COLUMN rating_history.report_url IS 'The report.';
COMMENT ON COLUMN rating_history.inspection_id IS 'The inspection.';
