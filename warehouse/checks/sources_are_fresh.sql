-- warn: a source has not been crawled in full for two days more than it should be
SELECT r.source_id, max(r.run_id) FILTER (WHERE r.crawl_status IN ('ok', 'warning')) AS last_good_run_id,
    coalesce(max(s.cadence_day_count), 7) AS every_days
FROM runs AS r LEFT JOIN sources AS s USING (source_id)
GROUP BY r.source_id
HAVING last_good_run_id IS NULL OR date_diff(
    'day',
    strptime(left(last_good_run_id, 8), '%Y%m%d'),
    (SELECT max(strptime(left(run_id, 8), '%Y%m%d')) FROM runs)
) > every_days + 2
