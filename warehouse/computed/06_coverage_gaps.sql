CREATE VIEW coverage_gaps AS
SELECT
    b.body_name,
    b.region_name,
    b.body_kind,
    i.published_date,
    i.published_precision,
    i.framework,
    i.overall_rating,
    i.erratum_note,
    i.report_url,
    r.release_url,
    s.silent_count,
    s.silent_outlets,
    s.unread_count,
    i.body_id,
    i.inspection_id
FROM inspections AS i
INNER JOIN bodies AS b USING (body_id)
LEFT JOIN releases AS r ON r.release_id = i.release_id
LEFT JOIN coverage_summary AS s ON s.inspection_id = i.inspection_id
WHERE NOT EXISTS (SELECT 1 FROM coverage AS c WHERE c.inspection_id = i.inspection_id);
COMMENT ON VIEW coverage_gaps IS 'Inspections that no story we read is about: unreported, or reported where we do not look.';
COMMENT ON COLUMN coverage_gaps.body_name IS 'Body inspected.';
COMMENT ON COLUMN coverage_gaps.region_name IS 'Region it is in.';
COMMENT ON COLUMN coverage_gaps.body_kind IS 'What it is.';
COMMENT ON COLUMN coverage_gaps.published_date IS 'When the report came out.';
COMMENT ON COLUMN coverage_gaps.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN coverage_gaps.framework IS 'Framework.';
COMMENT ON COLUMN coverage_gaps.overall_rating IS 'Overall rating; NULL for programmes without.';
COMMENT ON COLUMN coverage_gaps.erratum_note IS 'What was printed and why it is not what stands here; NULL where nothing was corrected by us.';
COMMENT ON COLUMN coverage_gaps.report_url IS 'The report.';
COMMENT ON COLUMN coverage_gaps.release_url IS 'Its press release.';
COMMENT ON COLUMN coverage_gaps.silent_count IS 'Titles that serve its ground, were read in the three weeks after and did not cover it.';
COMMENT ON COLUMN coverage_gaps.silent_outlets IS 'Their names.';
COMMENT ON COLUMN coverage_gaps.unread_count IS 'Titles that serve its ground and were not read then, of which nobody can say.';
COMMENT ON COLUMN coverage_gaps.body_id IS 'The body.';
COMMENT ON COLUMN coverage_gaps.inspection_id IS 'The inspection.';
