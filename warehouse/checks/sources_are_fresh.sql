-- warn: a source has not been crawled in full for more than eight days
SELECT source_id, max(run_id) FILTER (WHERE crawl_status IN ('ok', 'warning')) AS last_good_run_id
FROM runs
GROUP BY source_id
HAVING last_good_run_id IS NULL OR date_diff(
    'day',
    strptime(left(last_good_run_id, 8), '%Y%m%d'),
    (SELECT max(strptime(left(run_id, 8), '%Y%m%d')) FROM runs)
) > 8
