CREATE TABLE coverage_summary AS
SELECT
    i.inspection_id,
    b.body_name,
    b.body_kind,
    i.published_date,
    i.published_precision,
    i.overall_rating,
    (count(*) FILTER (e.is_expected))::INTEGER AS expected_count,
    (count(*) FILTER (e.is_expected AND e.coverage_status = 'covered'))::INTEGER AS covered_count,
    (count(*) FILTER (e.coverage_status = 'not covered'))::INTEGER AS silent_count,
    (count(*) FILTER (e.coverage_status = 'not read then'))::INTEGER AS unread_count,
    (count(*) FILTER (NOT e.is_expected))::INTEGER AS other_count,
    string_agg(e.outlet_name, '; ' ORDER BY e.outlet_name) FILTER (e.coverage_status = 'covered') AS covering_outlets,
    string_agg(e.outlet_name, '; ' ORDER BY e.outlet_name) FILTER (e.coverage_status = 'not covered') AS silent_outlets,
    min(e.lag_days) AS fastest_day_count,
    (count(*) FILTER (e.own_voices IS NOT NULL AND NOT e.is_copy))::INTEGER AS own_count,
    i.body_id
FROM inspections AS i
INNER JOIN bodies AS b USING (body_id)
LEFT JOIN expected_coverage AS e USING (inspection_id)
GROUP BY ALL
ORDER BY i.published_date DESC NULLS LAST, i.inspection_id;
COMMENT ON TABLE coverage_summary IS 'Each inspection with how many titles that serve its ground covered it, did not, or were not read then.';
COMMENT ON COLUMN coverage_summary.inspection_id IS 'The inspection.';
COMMENT ON COLUMN coverage_summary.body_name IS 'Body inspected.';
COMMENT ON COLUMN coverage_summary.body_kind IS 'What it is.';
COMMENT ON COLUMN coverage_summary.published_date IS 'When the report came out.';
COMMENT ON COLUMN coverage_summary.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN coverage_summary.overall_rating IS 'Overall rating; NULL for programmes without.';
COMMENT ON COLUMN coverage_summary.expected_count IS 'Titles in our list that serve a district of the body.';
COMMENT ON COLUMN coverage_summary.covered_count IS 'Those of them that covered it.';
COMMENT ON COLUMN coverage_summary.silent_count IS 'Those that were read in the three weeks after and did not.';
COMMENT ON COLUMN coverage_summary.unread_count IS 'Those that were not read then, of which nobody can say.';
COMMENT ON COLUMN coverage_summary.other_count IS 'Titles that covered it without serving its ground.';
COMMENT ON COLUMN coverage_summary.covering_outlets IS 'Names of those that covered it.';
COMMENT ON COLUMN coverage_summary.silent_outlets IS 'Names of those that were read and did not.';
COMMENT ON COLUMN coverage_summary.fastest_day_count IS 'Days from the report to the first story; NULL where either day is not known.';
COMMENT ON COLUMN coverage_summary.own_count IS 'Titles that quote somebody whom the release does not name, and copied nobody.';
COMMENT ON COLUMN coverage_summary.body_id IS 'The body.';
