CREATE VIEW league AS
WITH now AS (SELECT max(started_at)::DATE AS record_date FROM runs),
standing AS (
    SELECT b.*
    FROM bodies AS b
    WHERE b.valid_to_date IS NULL AND b.body_kind IN ('region', 'pdu', 'youth_justice_service')
        AND NOT EXISTS (SELECT 1 FROM body_succession AS s WHERE s.predecessor_id = b.body_id AND s.succession_kind <> 'covers')
),
visits AS (
    SELECT body_id, count(*)::INTEGER AS inspection_count, max(dated_date) AS last_inspected_date,
        arg_max(dated_precision, dated_date) AS last_inspected_precision,
        (count(*) FILTER (WHERE dated_date IS NULL))::INTEGER AS undated_count
    FROM inspections
    GROUP BY body_id
),
scored AS (
    -- A score nobody states is not the worst: where one of equally rated bodies has none, all share a place.
    SELECT r.*, CASE WHEN bool_and(r.score_pct IS NOT NULL) OVER (PARTITION BY r.framework, r.body_kind, r.overall_rating)
        THEN r.score_pct END AS ranked_pct
    FROM latest_ratings AS r
    INNER JOIN standing AS b ON b.body_id = r.body_id
)
SELECT
    l.framework,
    b.body_kind,
    CASE WHEN l.overall_rating IS NOT NULL THEN
        rank() OVER (PARTITION BY l.framework, b.body_kind ORDER BY l.overall_rating, l.ranked_pct DESC NULLS LAST)::INTEGER
    END AS rank_number,
    CASE WHEN l.overall_rating IS NOT NULL THEN count(l.overall_rating) OVER (PARTITION BY l.framework, b.body_kind)::INTEGER END AS ranked_count,
    b.body_id,
    b.body_name,
    b.region_name,
    CASE
        WHEN l.overall_rating IS NOT NULL THEN 'rated'
        WHEN v.inspection_count IS NOT NULL THEN 'inspected, not rated'
        ELSE 'no inspection in the record'
    END AS standing,
    l.overall_rating,
    l.score,
    l.score_max,
    l.score_pct,
    l.published_date,
    l.published_precision,
    CASE WHEN l.published_precision <> 'year' THEN date_sub('month', l.published_date, now.record_date) END::INTEGER AS rating_age_months,
    coalesce(v.inspection_count, 0) AS inspection_count,
    v.last_inspected_date,
    v.last_inspected_precision,
    coalesce(v.undated_count, 0) AS undated_count,
    now.record_date,
    l.is_disputed,
    l.erratum_note,
    l.report_url,
    l.page,
    l.quote,
    l.inspection_id
FROM standing AS b
CROSS JOIN now
LEFT JOIN scored AS l ON l.body_id = b.body_id
LEFT JOIN visits AS v ON v.body_id = b.body_id;
COMMENT ON VIEW league IS 'Every existing region, PDU and youth service with its latest overall rating, how old that is, or that none is in the record. Ranks are within one framework and kind: only there are scores comparable.';
COMMENT ON COLUMN league.framework IS 'Framework they were rated under; NULL where never rated.';
COMMENT ON COLUMN league.body_kind IS 'Kind of body.';
COMMENT ON COLUMN league.rank_number IS 'Place, 1 is best; equal scores share a place, and all of one rating do where the score of any of them is not known. NULL where never rated.';
COMMENT ON COLUMN league.ranked_count IS 'Bodies in this comparison.';
COMMENT ON COLUMN league.body_id IS 'The body.';
COMMENT ON COLUMN league.body_name IS 'Its name.';
COMMENT ON COLUMN league.region_name IS 'Region it is in.';
COMMENT ON COLUMN league.standing IS 'rated, inspected but not rated, or no inspection in the record (which is not proof that there was none).';
COMMENT ON COLUMN league.overall_rating IS 'Latest overall rating.';
COMMENT ON COLUMN league.score IS 'Points as printed.';
COMMENT ON COLUMN league.score_max IS 'Points that could be had.';
COMMENT ON COLUMN league.score_pct IS 'Score in per cent of the maximum.';
COMMENT ON COLUMN league.published_date IS 'When the report came out.';
COMMENT ON COLUMN league.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN league.rating_age_months IS 'Full months from that report to record_date, one less perhaps where only its month is stated (published_precision). NULL where only its year is.';
COMMENT ON COLUMN league.inspection_count IS 'Inspections of the body in the record, rated or not.';
COMMENT ON COLUMN league.last_inspected_date IS 'Date of the last of them, rated or not.';
COMMENT ON COLUMN league.last_inspected_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN league.undated_count IS 'Of these inspections, those without any date: one may be later than the last, or than the rating shown.';
COMMENT ON COLUMN league.record_date IS 'Day of the last run that added to this record; ages are counted to it.';
COMMENT ON COLUMN league.is_disputed IS 'Whether its documents differ on the rating.';
COMMENT ON COLUMN league.erratum_note IS 'What was printed and why it is not what stands here; NULL where nothing was corrected by us.';
COMMENT ON COLUMN league.report_url IS 'The report.';
COMMENT ON COLUMN league.page IS 'Page of the quote in the PDF.';
COMMENT ON COLUMN league.quote IS 'The words that state the rating.';
COMMENT ON COLUMN league.inspection_id IS 'The inspection.';
