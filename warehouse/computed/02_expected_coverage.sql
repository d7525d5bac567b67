-- A table, not a view: every inspection beside every title that serves its ground is asked for whole.
-- "Not covered" is said only of a title that was read in the three weeks after publication: what nobody looked
-- for is not absent.
CREATE TABLE expected_coverage AS
WITH served AS (
    SELECT d.body_id, a.outlet_id,
        string_agg(a.district_name, '; ' ORDER BY a.district_name) AS district_names,
        bool_or(d.is_sure) AS is_sure
    FROM body_districts AS d
    INNER JOIN outlet_areas AS a USING (district_name)
    GROUP BY ALL
),
told AS (
    SELECT c.inspection_id, a.outlet_id,
        arg_min(a.article_id, (a.published_at IS NULL, a.published_at, a.article_id)) AS article_id,
        count(DISTINCT a.article_id)::INTEGER AS story_count
    FROM coverage AS c
    INNER JOIN articles AS a USING (article_id)
    WHERE a.outlet_id IS NOT NULL
    GROUP BY ALL
),
copied AS (
    SELECT copy_id, arg_max(original_id, containment_pct) AS original_id
    FROM syndication
    WHERE direction_reason IS NOT NULL
    GROUP BY copy_id
),
pairs AS (
    SELECT inspection_id, outlet_id FROM inspections AS i INNER JOIN served AS s USING (body_id)
    UNION
    SELECT inspection_id, outlet_id FROM told
)
SELECT
    p.inspection_id,
    p.outlet_id,
    b.body_name,
    o.outlet_name,
    i.published_date,
    i.published_precision,
    CASE
        WHEN t.article_id IS NOT NULL THEN 'covered'
        WHEN EXISTS (
            SELECT 1 FROM review_questions AS q INNER JOIN articles AS x USING (article_id)
            WHERE q.inspection_id = p.inspection_id AND x.outlet_id = p.outlet_id
        ) THEN 'undecided'
        WHEN i.published_date IS NULL OR i.published_precision = 'year' THEN 'day not known'
        WHEN EXISTS (
            SELECT 1 FROM outlet_readings AS r
            WHERE r.outlet_id = p.outlet_id AND r.read_date BETWEEN i.published_date AND i.published_date
                + CASE WHEN i.published_precision = 'month' THEN INTERVAL 51 DAY ELSE INTERVAL 21 DAY END
        ) THEN 'not covered'
        ELSE 'not read then'
    END AS coverage_status,
    s.outlet_id IS NOT NULL AS is_expected,
    s.district_names,
    s.is_sure AS is_sure_patch,
    t.story_count,
    a.headline,
    a.published_at AS first_story_at,
    CASE WHEN i.published_precision = 'day' THEN date_diff('day', i.published_date, a.published_date)::INTEGER END AS lag_days,
    CASE WHEN i.published_precision = 'day' AND a.published_at IS NOT NULL
        THEN round(date_diff('minute', r.published_at, a.published_at) / 60.0, 1) END AS release_lag_hours,
    h.release_share_pct,
    h.own_words,
    h.own_voices,
    c.original_id IS NOT NULL AS is_copy,
    a.article_url,
    t.article_id,
    i.body_id
FROM pairs AS p
INNER JOIN inspections AS i USING (inspection_id)
INNER JOIN bodies AS b USING (body_id)
LEFT JOIN outlets AS o ON o.outlet_id = p.outlet_id
LEFT JOIN served AS s ON s.body_id = i.body_id AND s.outlet_id = p.outlet_id
LEFT JOIN told AS t ON t.inspection_id = p.inspection_id AND t.outlet_id = p.outlet_id
LEFT JOIN articles AS a ON a.article_id = t.article_id
LEFT JOIN releases AS r ON r.release_id = i.release_id
LEFT JOIN release_shares AS h ON h.article_id = t.article_id
LEFT JOIN copied AS c ON c.copy_id = t.article_id
ORDER BY i.published_date DESC NULLS LAST, p.inspection_id, coverage_status, o.outlet_name, p.outlet_id;
COMMENT ON TABLE expected_coverage IS 'Each inspection beside each title that serves its ground: whether it covered it, how fast, how much of it was its own. Titles that covered it without serving it are here too.';
COMMENT ON COLUMN expected_coverage.inspection_id IS 'The inspection.';
COMMENT ON COLUMN expected_coverage.outlet_id IS 'The outlet.';
COMMENT ON COLUMN expected_coverage.body_name IS 'Body inspected.';
COMMENT ON COLUMN expected_coverage.outlet_name IS 'Outlet; NULL where it is no longer in the list.';
COMMENT ON COLUMN expected_coverage.published_date IS 'When the report came out.';
COMMENT ON COLUMN expected_coverage.published_precision IS 'How much of the date is stated.';
COMMENT ON COLUMN expected_coverage.coverage_status IS 'covered; undecided (a story of it waits in review_questions); not covered (its lists were read in the three weeks after); not read then (nobody can say); day not known (of the report).';
COMMENT ON COLUMN expected_coverage.is_expected IS 'Whether it serves a district of the body.';
COMMENT ON COLUMN expected_coverage.district_names IS 'Districts that both have; NULL where none.';
COMMENT ON COLUMN expected_coverage.is_sure_patch IS 'False where none of these is known to be the body''s for sure: units divide the county.';
COMMENT ON COLUMN expected_coverage.story_count IS 'Its stories about the inspection.';
COMMENT ON COLUMN expected_coverage.headline IS 'Headline of the first of them.';
COMMENT ON COLUMN expected_coverage.first_story_at IS 'When that came out, UTC.';
COMMENT ON COLUMN expected_coverage.lag_days IS 'Days from the report to it, in London; negative where it was first. NULL where either day is not known.';
COMMENT ON COLUMN expected_coverage.release_lag_hours IS 'Hours from the press release to it; negative where it was first. NULL where there is no release or no time.';
COMMENT ON COLUMN expected_coverage.release_share_pct IS 'Share of it that is the press release word for word, in per cent; NULL where it cannot be measured.';
COMMENT ON COLUMN expected_coverage.own_words IS 'Its words that the release does not have.';
COMMENT ON COLUMN expected_coverage.own_voices IS 'People quoted in it whom the release does not name.';
COMMENT ON COLUMN expected_coverage.is_copy IS 'Whether it copies a story that another outlet had first.';
COMMENT ON COLUMN expected_coverage.article_url IS 'Its address.';
COMMENT ON COLUMN expected_coverage.article_id IS 'The story.';
COMMENT ON COLUMN expected_coverage.body_id IS 'The body.';
