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
        median(a.points_pct) FILTER (WHERE a.rating IS NOT NULL) AS points_pct,
        (count(DISTINCT a.body_id) FILTER (WHERE p.body_kind = 'pdu'))::INTEGER AS pdu_inspected_count
    FROM asked AS a
    INNER JOIN placed AS p USING (body_id)
    GROUP BY ALL
),
shown AS (
    SELECT * FROM counted
    UNION ALL BY NAME
    -- A year of a region in which nobody was inspected is told too: 0 of so many.
    SELECT b.body_name AS region_name, 'adult' AS programme, y.year::INTEGER AS published_year, 'overall' AS concept,
        0 AS framework_count, 0 AS inspection_count, 0 AS rated_count, 0 AS outstanding_count, 0 AS good_count,
        0 AS requires_improvement_count, 0 AS inadequate_count, 0 AS kind_count, 0 AS stated_count, 0 AS pdu_inspected_count
    FROM bodies AS b
    CROSS JOIN (SELECT max(year(started_at)) AS record_year FROM runs) AS r
    CROSS JOIN unnest(generate_series(year(b.valid_from_date), coalesce(year(b.valid_to_date), r.record_year))) AS y(year)
    WHERE b.body_kind = 'region' AND NOT EXISTS (
        SELECT 1 FROM counted AS c
        WHERE c.region_name = b.body_name AND c.programme = 'adult' AND c.concept = 'overall' AND c.published_year = y.year
    )
),
visited AS (
    SELECT body_id, min(published_year) AS first_year, max(published_year) AS last_year FROM visits GROUP BY body_id
),
-- Units made of others on a day no source states: all that were made at once count from the first inspection of any
-- of them or, without one, from the year of the record; the units they were made of count until then.
parted AS (
    SELECT s.successor_id, s.predecessor_id,
        coalesce(min(v.first_year) OVER (PARTITION BY s.predecessor_id), (SELECT max(year(started_at)) FROM runs)) AS year
    FROM body_succession AS s
    LEFT JOIN visited AS v ON v.body_id = s.successor_id
    WHERE s.succession_date IS NULL AND s.succession_kind <> 'covers'
),
joined AS (
    SELECT successor_id, predecessor_id, min(year) OVER (PARTITION BY successor_id) AS from_year FROM parted
),
begun AS (SELECT successor_id AS body_id, min(from_year) AS year FROM joined GROUP BY ALL),
ended AS (SELECT predecessor_id AS body_id, min(from_year) - 1 AS year FROM joined GROUP BY ALL),
lived AS (
    -- A unit inspected in a year is one of that year's, whatever is thought of its days: never more than 100 per cent.
    SELECT b.region_name,
        least(coalesce(year(b.valid_from_date), begun.year), v.first_year) AS first_year,
        greatest(coalesce(year(b.valid_to_date), ended.year, 9999), v.last_year) AS last_year
    FROM bodies AS b
    LEFT JOIN begun ON begun.body_id = b.body_id
    LEFT JOIN ended ON ended.body_id = b.body_id
    LEFT JOIN visited AS v ON v.body_id = b.body_id
    WHERE b.body_kind = 'pdu'
),
units AS (
    SELECT l.region_name, years.published_year, count(*)::INTEGER AS pdu_count
    FROM lived AS l
    CROSS JOIN (SELECT DISTINCT published_year FROM shown) AS years
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
        WHEN c.inspection_count = 0 THEN 'no inspection in the record'
        WHEN c.rated_count = 0 THEN 'none was rated'
        WHEN c.framework_count > 1 THEN 'several frameworks: their points are not one scale'
        WHEN c.kind_count > 1 THEN 'several kinds of body: their points are not one scale'
        WHEN c.points_pct IS NULL THEN 'no points are stated'
        WHEN c.stated_count < c.rated_count THEN (c.rated_count - c.stated_count) || ' of ' || c.rated_count || ' state no points'
    END AS median_reason,
    u.pdu_count,
    CASE WHEN u.pdu_count IS NOT NULL THEN c.pdu_inspected_count END AS pdu_inspected_count,
    CASE WHEN u.pdu_count IS NOT NULL AND c.programme = 'adult' THEN round(100.0 * c.pdu_inspected_count / u.pdu_count, 1) END AS pdu_inspected_pct
FROM shown AS c
LEFT JOIN units AS u ON u.region_name = c.region_name AND u.published_year = c.published_year AND c.programme = 'adult';
COMMENT ON VIEW region_years IS 'Inspections and ratings by region, year and what was rated. A body that went over to several regions counts in each: do not add regions up. Years mix frameworks where framework_names has several. From the region''s beginning to the year of the record there is a row for overall also where nobody was inspected.';
COMMENT ON COLUMN region_years.region_name IS 'Region; NULL where the body is in none (national service, youth justice services).';
COMMENT ON COLUMN region_years.programme IS 'adult or youth.';
COMMENT ON COLUMN region_years.published_year IS 'Year the reports came out; of the fieldwork where no date of publication is known. NULL where neither is: such inspections may belong to any of the years.';
COMMENT ON COLUMN region_years.concept IS 'What was rated; overall for the whole.';
COMMENT ON COLUMN region_years.framework_names IS 'Frameworks they were inspected under, separated by semicolons; NULL where there was no inspection.';
COMMENT ON COLUMN region_years.kind_names IS 'Kinds of body they were of, separated by semicolons; where there are several, the counts and inadequate_pct mix ratings of different work.';
COMMENT ON COLUMN region_years.inspection_count IS 'Inspections in the record; for overall also those that print no overall rating. 0 is not proof that there was none.';
COMMENT ON COLUMN region_years.rated_count IS 'Ratings. A youth inspection rates some concepts twice: court and out of court.';
COMMENT ON COLUMN region_years.outstanding_count IS 'Rated Outstanding.';
COMMENT ON COLUMN region_years.good_count IS 'Rated Good.';
COMMENT ON COLUMN region_years.requires_improvement_count IS 'Rated Requires improvement.';
COMMENT ON COLUMN region_years.inadequate_count IS 'Rated Inadequate.';
COMMENT ON COLUMN region_years.inadequate_pct IS 'Share of ratings that are Inadequate, in per cent. Look at rated_count: one of one is 100 per cent. NULL where nothing was rated.';
COMMENT ON COLUMN region_years.median_points_pct IS 'Median share of the points that could be had, in per cent, within one framework and kind of body and where all state their points; NULL otherwise.';
COMMENT ON COLUMN region_years.median_reason IS 'Why there is no median.';
COMMENT ON COLUMN region_years.pdu_count IS 'PDUs of the region in that year; NULL before there were any and where the year is not known. Units redrawn on a day no source states count from the first inspection of any of those made together or, without one, from the year of the record; those before them until then, or until their last inspection.';
COMMENT ON COLUMN region_years.pdu_inspected_count IS 'Of the region''s PDUs, how many were inspected (and rated on this) in that year; 0 where all inspections of the year were of the region itself.';
COMMENT ON COLUMN region_years.pdu_inspected_pct IS 'The same in per cent.';
