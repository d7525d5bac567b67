CREATE VIEW place_history AS
SELECT
    p.place_name,
    p.place_kind,
    p.share,
    p.valid_from_date,
    p.valid_to_date,
    s.body_id,
    s.body_name,
    s.body_kind,
    s.dated_date,
    s.dated_precision,
    s.dated_by,
    s.framework,
    s.concept,
    s.domain_code,
    s.standard_code,
    s.standard_name,
    s.rating,
    s.is_disputed,
    s.erratum_note,
    s.evidence_id,
    s.page,
    s.quote,
    s.report_url,
    s.inspection_id
FROM places AS p
INNER JOIN stated_ratings AS s USING (body_id);
COMMENT ON VIEW place_history IS 'Every rating of every body that was ever responsible for a county, town or district, or a part of it. A body was rated as a whole, never for one place in it.';
COMMENT ON COLUMN place_history.place_name IS 'County, town, police area or district.';
COMMENT ON COLUMN place_history.place_kind IS 'Which of these it is.';
COMMENT ON COLUMN place_history.share IS 'Whether all of the place was the body''s, or a part.';
COMMENT ON COLUMN place_history.valid_from_date IS 'First day the body had it; NULL where no source states it.';
COMMENT ON COLUMN place_history.valid_to_date IS 'Last day the body had it; NULL where it still does or no source states it.';
COMMENT ON COLUMN place_history.body_id IS 'Body inspected.';
COMMENT ON COLUMN place_history.body_name IS 'Its name.';
COMMENT ON COLUMN place_history.body_kind IS 'What it is.';
COMMENT ON COLUMN place_history.dated_date IS 'When the report came out, else when fieldwork ended; see dated_precision and dated_by.';
COMMENT ON COLUMN place_history.dated_precision IS 'How much of dated_date is stated.';
COMMENT ON COLUMN place_history.dated_by IS 'published or fieldwork; NULL where neither is known.';
COMMENT ON COLUMN place_history.framework IS 'Framework; ratings of different frameworks are not like for like.';
COMMENT ON COLUMN place_history.concept IS 'What was rated; overall for the whole.';
COMMENT ON COLUMN place_history.domain_code IS 'Domain of a youth standard; NULL for others.';
COMMENT ON COLUMN place_history.standard_code IS 'Code as printed; NULL for the overall rating.';
COMMENT ON COLUMN place_history.standard_name IS 'Name as printed.';
COMMENT ON COLUMN place_history.rating IS 'The rating.';
COMMENT ON COLUMN place_history.is_disputed IS 'Whether documents of the inspection differ on it.';
COMMENT ON COLUMN place_history.erratum_note IS 'What was printed and why it is not what stands here; NULL where nothing was corrected by us.';
COMMENT ON COLUMN place_history.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN place_history.page IS 'Page in a PDF.';
COMMENT ON COLUMN place_history.quote IS 'The words themselves.';
COMMENT ON COLUMN place_history.report_url IS 'The report.';
COMMENT ON COLUMN place_history.inspection_id IS 'The inspection.';
