-- warn: totals the inspectorate states that the record does not hold (not asked of the replica, which has a part)
SELECT
    body_kind,
    first_date AS from_date,
    last_date AS to_date,
    coalesce(rating::VARCHAR, 'all') AS rating,
    stated_count AS stated,
    held_count AS held,
    coalesce(source_url, source_name) AS source
FROM stated_totals_held
WHERE NOT is_held AND NOT EXISTS (SELECT 1 FROM sources WHERE is_replica)
ORDER BY from_date, body_kind, stated DESC
