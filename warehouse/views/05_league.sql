CREATE VIEW league AS
SELECT
    framework,
    body_kind,
    rank() OVER (PARTITION BY framework, body_kind ORDER BY overall_rating, score_pct DESC NULLS LAST)::INTEGER AS rank_number,
    count(*) OVER (PARTITION BY framework, body_kind)::INTEGER AS ranked_count,
    body_id,
    body_name,
    region_name,
    overall_rating,
    score,
    score_max,
    score_pct,
    published_date,
    published_precision,
    report_url,
    page,
    quote,
    inspection_id
FROM latest_ratings
WHERE is_existing_body;
COMMENT ON VIEW league IS 'Existing bodies by their latest rating and score, within one framework and kind: only there are scores comparable.';
COMMENT ON COLUMN league.framework IS 'Framework they were rated under.';
COMMENT ON COLUMN league.body_kind IS 'Kind of body.';
COMMENT ON COLUMN league.rank_number IS 'Place, 1 is best; equal scores share a place.';
COMMENT ON COLUMN league.ranked_count IS 'Bodies in this comparison.';
COMMENT ON COLUMN league.body_id IS 'The body.';
COMMENT ON COLUMN league.body_name IS 'Its name.';
COMMENT ON COLUMN league.region_name IS 'Region it is in.';
COMMENT ON COLUMN league.overall_rating IS 'Overall rating.';
COMMENT ON COLUMN league.score IS 'Points as printed.';
COMMENT ON COLUMN league.score_max IS 'Points that could be had.';
COMMENT ON COLUMN league.score_pct IS 'Score in per cent of the maximum.';
COMMENT ON COLUMN league.published_date IS 'When the report came out.';
COMMENT ON COLUMN league.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN league.report_url IS 'The report.';
COMMENT ON COLUMN league.page IS 'Page of the quote in the PDF.';
COMMENT ON COLUMN league.quote IS 'The words that state the rating.';
COMMENT ON COLUMN league.inspection_id IS 'The inspection.';
