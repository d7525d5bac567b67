CREATE VIEW region_years AS
WITH placed AS (
    SELECT b.body_id, b.body_kind, CASE WHEN b.body_kind = 'youth_justice_service' THEN 'youth' ELSE 'adult' END AS programme,
        unnest(CASE WHEN b.region_names IS NULL THEN [NULL::VARCHAR] ELSE string_split(b.region_names, '; ') END) AS region_name
    FROM bodies AS b
),
visits AS (
    SELECT inspection_id, body_id, framework, year(dated_date)::INTEGER AS published_year
    FROM inspections
),
asked AS (
    SELECT v.inspection_id, v.body_id, v.framework, v.published_year, 'overall' AS concept, i.overall_rating AS rating, i.score_pct AS points_pct
    FROM visits AS v INNER JOIN inspections AS i USING (inspection_id)
    UNION ALL
    SELECT v.inspection_id, v.body_id, v.framework, v.published_year, r.concept::VARCHAR, r.rating, 100.0 * r.rating_points / 3
    FROM visits AS v INNER JOIN ratings AS r USING (inspection_id)
),
counted AS (
    SELECT
        p.region_name,
        p.programme,
        a.published_year,
        a.concept,
        string_agg(DISTINCT a.framework::VARCHAR, '; ' ORDER BY a.framework::VARCHAR) AS framework_names,
        count(DISTINCT a.framework) AS framework_count,
        count(DISTINCT a.inspection_id)::INTEGER AS inspection_count,
        count(a.rating)::INTEGER AS rated_count,
        (count(*) FILTER (WHERE a.rating = 'Outstanding'))::INTEGER AS outstanding_count,
        (count(*) FILTER (WHERE a.rating = 'Good'))::INTEGER AS good_count,
        (count(*) FILTER (WHERE a.rating = 'Requires improvement'))::INTEGER AS requires_improvement_count,
        (count(*) FILTER (WHERE a.rating = 'Inadequate'))::INTEGER AS inadequate_count,
        string_agg(DISTINCT p.body_kind::VARCHAR, '; ' ORDER BY p.body_kind::VARCHAR) AS kind_names,
        count(DISTINCT p.body_kind) AS kind_count,
        count(a.points_pct) FILTER (WHERE a.rating IS NOT NULL) AS stated_count,
        median(a.points_pct) AS points_pct,
        (count(DISTINCT a.body_id) FILTER (WHERE p.body_kind = 'pdu'))::INTEGER AS pdu_inspected_count
    FROM asked AS a
    INNER JOIN placed AS p USING (body_id)
    GROUP BY ALL
),
redrawn AS (
    -- Units made of others on a day no source states: they count from their first inspection or, without one,
    -- from the year of the record; the units they were made of count until then.
    SELECT s.successor_id, s.predecessor_id,
        coalesce(
            (SELECT min(v.published_year) FROM visits AS v WHERE v.body_id = s.successor_id),
            (SELECT max(year(started_at)) FROM runs)
        ) AS from_year
    FROM body_succession AS s
    WHERE s.succession_date IS NULL AND s.succession_kind <> 'covers'
),
lived AS (
    SELECT b.body_id, b.region_name,
        coalesce(year(b.valid_from_date), (SELECT min(r.from_year) FROM redrawn AS r WHERE r.successor_id = b.body_id)) AS first_year,
        coalesce(year(b.valid_to_date), (SELECT min(r.from_year) - 1 FROM redrawn AS r WHERE r.predecessor_id = b.body_id), 9999) AS last_year
    FROM bodies AS b
    WHERE b.body_kind = 'pdu'
),
units AS (
    SELECT l.region_name, years.published_year, count(*)::INTEGER AS pdu_count
    FROM lived AS l
    CROSS JOIN (SELECT DISTINCT published_year FROM counted) AS years
    WHERE years.published_year BETWEEN l.first_year AND l.last_year
    GROUP BY l.region_name, years.published_year
)
SELECT
    c.region_name,
    c.programme,
    c.published_year,
    c.concept,
    c.framework_names,
    c.kind_names,
    c.inspection_count,
    c.rated_count,
    c.outstanding_count,
    c.good_count,
    c.requires_improvement_count,
    c.inadequate_count,
    round(100.0 * c.inadequate_count / nullif(c.rated_count, 0), 1) AS inadequate_pct,
    CASE WHEN c.framework_count = 1 AND c.kind_count = 1 AND c.stated_count = c.rated_count
        THEN round(c.points_pct, 1) END AS median_points_pct,
    CASE
        WHEN c.framework_count > 1 THEN 'several frameworks: their points are not one scale'
        WHEN c.kind_count > 1 THEN 'several kinds of body: their points are not one scale'
        WHEN c.points_pct IS NULL THEN 'no points are stated'
        WHEN c.stated_count < c.rated_count THEN (c.rated_count - c.stated_count) || ' of ' || c.rated_count || ' state no points'
    END AS median_reason,
    u.pdu_count,
    CASE WHEN u.pdu_count IS NOT NULL THEN c.pdu_inspected_count END AS pdu_inspected_count,
    CASE WHEN u.pdu_count IS NOT NULL AND c.programme = 'adult' THEN round(100.0 * c.pdu_inspected_count / u.pdu_count, 1) END AS pdu_inspected_pct
FROM counted AS c
LEFT JOIN units AS u ON u.region_name = c.region_name AND u.published_year = c.published_year AND c.programme = 'adult';
COMMENT ON VIEW region_years IS 'Inspections and ratings by region, year and what was rated. A body that went over to several regions counts in each: do not add regions up. Years mix frameworks where framework_names has several.';
COMMENT ON COLUMN region_years.region_name IS 'Region; NULL where the body is in none (national service, youth justice services).';
COMMENT ON COLUMN region_years.programme IS 'adult or youth.';
COMMENT ON COLUMN region_years.published_year IS 'Year the reports came out; of the fieldwork where no date of publication is known. NULL where neither is: such inspections may belong to any of the years.';
COMMENT ON COLUMN region_years.concept IS 'What was rated; overall for the whole.';
COMMENT ON COLUMN region_years.framework_names IS 'Frameworks they were inspected under, separated by semicolons.';
COMMENT ON COLUMN region_years.kind_names IS 'Kinds of body they were of, separated by semicolons; their ratings are not of the same work.';
COMMENT ON COLUMN region_years.inspection_count IS 'Inspections; for overall also those that print no overall rating.';
COMMENT ON COLUMN region_years.rated_count IS 'Ratings. A youth inspection rates some concepts twice: court and out of court.';
COMMENT ON COLUMN region_years.outstanding_count IS 'Rated Outstanding.';
COMMENT ON COLUMN region_years.good_count IS 'Rated Good.';
COMMENT ON COLUMN region_years.requires_improvement_count IS 'Rated Requires improvement.';
COMMENT ON COLUMN region_years.inadequate_count IS 'Rated Inadequate.';
COMMENT ON COLUMN region_years.inadequate_pct IS 'Share of ratings that are Inadequate, in per cent. Look at rated_count: one of one is 100 per cent.';
COMMENT ON COLUMN region_years.median_points_pct IS 'Median share of the points that could be had, in per cent, within one framework and kind of body and where all state their points; NULL otherwise.';
COMMENT ON COLUMN region_years.median_reason IS 'Why there is no median.';
COMMENT ON COLUMN region_years.pdu_count IS 'PDUs of the region in that year; NULL before there were any. Units redrawn on a day no source states count from their first inspection or, without one, from the year of the record.';
COMMENT ON COLUMN region_years.pdu_inspected_count IS 'Of the region''s PDUs, how many were inspected (and rated on this) in that year.';
COMMENT ON COLUMN region_years.pdu_inspected_pct IS 'The same in per cent.';
