CREATE VIEW region_years AS
WITH placed AS (
    SELECT i.*, CASE WHEN b.body_kind = 'youth_justice_service' THEN 'youth' ELSE 'adult' END AS programme,
        unnest(CASE WHEN b.region_names IS NULL THEN [NULL::VARCHAR] ELSE string_split(b.region_names, '; ') END) AS region_name
    FROM inspections AS i
    INNER JOIN bodies AS b USING (body_id)
    WHERE i.published_date IS NOT NULL
)
SELECT
    region_name,
    programme,
    year(published_date)::INTEGER AS published_year,
    count(*)::INTEGER AS inspection_count,
    count(overall_rating)::INTEGER AS rated_count,
    (count(*) FILTER (WHERE overall_rating = 'Outstanding'))::INTEGER AS outstanding_count,
    (count(*) FILTER (WHERE overall_rating = 'Good'))::INTEGER AS good_count,
    (count(*) FILTER (WHERE overall_rating = 'Requires improvement'))::INTEGER AS requires_improvement_count,
    (count(*) FILTER (WHERE overall_rating = 'Inadequate'))::INTEGER AS inadequate_count,
    round(avg(score_pct), 1) AS mean_score_pct,
    string_agg(DISTINCT framework::VARCHAR, '; ' ORDER BY framework::VARCHAR) AS framework_names
FROM placed
GROUP BY region_name, programme, published_year;
COMMENT ON VIEW region_years IS 'Inspections by region and year. A body that went over to several regions counts in each: do not add regions up. Years mix frameworks where framework_names has several.';
COMMENT ON COLUMN region_years.region_name IS 'Region; NULL where the body is in none (national service, youth justice services).';
COMMENT ON COLUMN region_years.programme IS 'adult or youth.';
COMMENT ON COLUMN region_years.published_year IS 'Year the reports came out.';
COMMENT ON COLUMN region_years.inspection_count IS 'Inspections.';
COMMENT ON COLUMN region_years.rated_count IS 'Of these, with an overall rating.';
COMMENT ON COLUMN region_years.outstanding_count IS 'Rated Outstanding.';
COMMENT ON COLUMN region_years.good_count IS 'Rated Good.';
COMMENT ON COLUMN region_years.requires_improvement_count IS 'Rated Requires improvement.';
COMMENT ON COLUMN region_years.inadequate_count IS 'Rated Inadequate.';
COMMENT ON COLUMN region_years.mean_score_pct IS 'Mean score in per cent of the maximum, of inspections with a score.';
COMMENT ON COLUMN region_years.framework_names IS 'Frameworks they were inspected under, separated by semicolons.';
