CREATE VIEW rating_history AS
SELECT
    l.body_id,
    b.body_name,
    b.body_kind,
    b.region_name,
    l.generation_number,
    l.area_relation,
    l.share_text,
    l.steps_text,
    l.ancestor_work AS inspected_work,
    s.body_id AS inspected_body_id,
    s.body_name AS inspected_body_name,
    s.dated_date,
    s.dated_precision,
    s.dated_by,
    s.published_date,
    s.published_precision,
    s.framework,
    s.concept,
    s.domain_code,
    s.standard_id,
    s.standard_code,
    s.standard_name,
    s.rating,
    s.is_disputed,
    s.erratum_note,
    s.evidence_id,
    s.document_url,
    s.page,
    s.quote,
    s.report_url,
    s.inspection_id
FROM body_lineage AS l
INNER JOIN bodies AS b ON b.body_id = l.body_id
INNER JOIN stated_ratings AS s ON s.body_id = l.ancestor_id;
COMMENT ON VIEW rating_history IS 'Every rating of every body and of the bodies that covered any of its area before it. area_relation and share_text say how much of it that was.';
COMMENT ON COLUMN rating_history.body_id IS 'Body whose history this is.';
COMMENT ON COLUMN rating_history.body_name IS 'Its name.';
COMMENT ON COLUMN rating_history.body_kind IS 'What it is.';
COMMENT ON COLUMN rating_history.region_name IS 'Region it is in.';
COMMENT ON COLUMN rating_history.generation_number IS '0 for the body itself, 1 for a body it took over from, and so on.';
COMMENT ON COLUMN rating_history.area_relation IS 'How the inspected body''s area lies to that of the body.';
COMMENT ON COLUMN rating_history.share_text IS 'How much of each other they covered, in words; areas are counted, not people.';
COMMENT ON COLUMN rating_history.steps_text IS 'How the body follows from the inspected one; NULL for itself.';
COMMENT ON COLUMN rating_history.inspected_work IS 'Whose cases the inspected body had.';
COMMENT ON COLUMN rating_history.inspected_body_id IS 'Body that was inspected.';
COMMENT ON COLUMN rating_history.inspected_body_name IS 'Its name.';
COMMENT ON COLUMN rating_history.dated_date IS 'When the report came out, else when fieldwork ended; see dated_precision and dated_by.';
COMMENT ON COLUMN rating_history.dated_precision IS 'How much of dated_date is stated.';
COMMENT ON COLUMN rating_history.dated_by IS 'published or fieldwork; NULL where neither is known.';
COMMENT ON COLUMN rating_history.published_date IS 'When the report came out; see published_precision.';
COMMENT ON COLUMN rating_history.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN rating_history.framework IS 'Framework; ratings of different frameworks are not like for like.';
COMMENT ON COLUMN rating_history.concept IS 'What was rated, the same word across frameworks; overall for the whole.';
COMMENT ON COLUMN rating_history.domain_code IS 'Domain of a youth standard: court and out-of-court work have standards of the same name. NULL for others.';
COMMENT ON COLUMN rating_history.standard_id IS 'The standard; NULL for the overall rating.';
COMMENT ON COLUMN rating_history.standard_code IS 'Code as printed; NULL for the overall rating.';
COMMENT ON COLUMN rating_history.standard_name IS 'Name as printed.';
COMMENT ON COLUMN rating_history.rating IS 'The rating.';
COMMENT ON COLUMN rating_history.is_disputed IS 'Whether documents of the inspection differ on it.';
COMMENT ON COLUMN rating_history.erratum_note IS 'What was printed and why it is not what stands here; NULL where nothing was corrected by us.';
COMMENT ON COLUMN rating_history.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN rating_history.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN rating_history.page IS 'Page in a PDF.';
COMMENT ON COLUMN rating_history.quote IS 'The words themselves.';
COMMENT ON COLUMN rating_history.report_url IS 'The report.';
COMMENT ON COLUMN rating_history.inspection_id IS 'The inspection.';
