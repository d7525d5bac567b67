CREATE VIEW latest_ratings AS
WITH undated AS (
    SELECT body_id, count(*)::INTEGER AS undated_count FROM inspections WHERE dated_date IS NULL GROUP BY body_id
)
SELECT
    b.body_id,
    b.body_name,
    b.body_kind,
    b.region_name,
    i.overall_rating,
    i.score,
    i.score_max,
    i.score_pct,
    i.published_date,
    i.published_precision,
    i.dated_date,
    i.dated_precision,
    i.dated_by,
    coalesce(u.undated_count, 0) AS undated_count,
    i.framework,
    (SELECT string_agg(r.standard_name, '; ' ORDER BY r.standard_code)
     FROM ratings AS r WHERE r.inspection_id = i.inspection_id AND r.rating = 'Inadequate') AS inadequate_standard_names,
    b.valid_to_date IS NULL AS is_existing_body,
    i.is_disputed,
    nullif(concat_ws('; ', i.erratum_note, (
        SELECT string_agg(concat(r.standard_name, ': ', lower(left(r.erratum_note, 1)), substr(r.erratum_note, 2)), '; ' ORDER BY r.standard_code)
        FROM ratings AS r
        WHERE r.inspection_id = i.inspection_id AND r.erratum_note IS NOT NULL
    )), '') AS erratum_note,
    i.report_url,
    i.page,
    i.quote,
    i.inspection_id
FROM inspections AS i
INNER JOIN bodies AS b ON b.body_id = i.body_id
LEFT JOIN undated AS u ON u.body_id = i.body_id
WHERE i.overall_rating IS NOT NULL OR i.inspection_id IN (
    SELECT inspection_id FROM errata
    WHERE origin = 'reviewed by us' AND field_name = 'overall_rating' AND new_value IS NULL
)
-- The rated frameworks of any one kind of body followed each other, and the first year of each is in its name. So the
-- framework decides before the date: that of a report may be not known, or be a year in which both were in use.
QUALIFY row_number() OVER (
    PARTITION BY i.body_id
    ORDER BY try_cast(right(i.framework::VARCHAR, 4) AS INTEGER) DESC NULLS LAST, i.dated_date DESC NULLS LAST, i.inspection_id DESC
) = 1;
COMMENT ON VIEW latest_ratings IS 'The latest overall rating of every body that ever had one; bodies that no longer exist are in it (is_existing_body). One under newer standards is later; within one framework the date decides, and an undated report stands behind the dated (undated_count).';
COMMENT ON COLUMN latest_ratings.body_id IS 'Body inspected.';
COMMENT ON COLUMN latest_ratings.body_name IS 'Its name.';
COMMENT ON COLUMN latest_ratings.body_kind IS 'What it is.';
COMMENT ON COLUMN latest_ratings.region_name IS 'Region it is in.';
COMMENT ON COLUMN latest_ratings.overall_rating IS 'Overall rating; NULL where the latest was found wrong and none is known to be right (erratum_note).';
COMMENT ON COLUMN latest_ratings.score IS 'Points as printed.';
COMMENT ON COLUMN latest_ratings.score_max IS 'Points that could be had.';
COMMENT ON COLUMN latest_ratings.score_pct IS 'Score in per cent of the maximum.';
COMMENT ON COLUMN latest_ratings.published_date IS 'When the report came out; see published_precision.';
COMMENT ON COLUMN latest_ratings.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN latest_ratings.dated_date IS 'When the report came out, else when fieldwork ended; see dated_precision and dated_by.';
COMMENT ON COLUMN latest_ratings.dated_precision IS 'How much of dated_date is stated.';
COMMENT ON COLUMN latest_ratings.dated_by IS 'published or fieldwork; NULL where neither is known.';
COMMENT ON COLUMN latest_ratings.undated_count IS 'Inspections of the body without any date, this one included where dated_date is NULL. One of the same framework may be later than what stands here.';
COMMENT ON COLUMN latest_ratings.framework IS 'Framework it was rated under.';
COMMENT ON COLUMN latest_ratings.inadequate_standard_names IS 'Standards rated Inadequate, separated by semicolons.';
COMMENT ON COLUMN latest_ratings.is_existing_body IS 'Whether the body still exists.';
COMMENT ON COLUMN latest_ratings.is_disputed IS 'Whether its documents differ on it.';
COMMENT ON COLUMN latest_ratings.erratum_note IS 'What was corrected by us in the overall rating, the score, the date or the standards'' ratings: what was printed and why it is not what counts here; NULL where nothing was.';
COMMENT ON COLUMN latest_ratings.report_url IS 'The report.';
COMMENT ON COLUMN latest_ratings.page IS 'Page of the quote in the PDF.';
COMMENT ON COLUMN latest_ratings.quote IS 'The words that state the rating.';
COMMENT ON COLUMN latest_ratings.inspection_id IS 'The inspection.';
