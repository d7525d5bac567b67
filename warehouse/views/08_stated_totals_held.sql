CREATE VIEW stated_totals_held AS
WITH corrected AS (
    SELECT s.stated_total_id, count(DISTINCT e.inspection_id)::INTEGER AS corrected_count
    FROM stated_totals AS s
    INNER JOIN bodies AS b ON b.body_kind = s.body_kind
    INNER JOIN errata AS e ON e.body_id = b.body_id
    INNER JOIN inspections AS i ON i.inspection_id = e.inspection_id
    WHERE e.origin = 'reviewed by us'
        AND (
            (e.field_name = 'overall_rating' AND s.rating IS NOT NULL
                AND s.rating::VARCHAR IN (e.old_value, e.new_value) AND i.published_date BETWEEN s.first_date AND s.last_date)
            OR (e.field_name = 'published_date'
                AND (s.rating IS NULL OR i.overall_rating = s.rating)
                AND (i.published_date BETWEEN s.first_date AND s.last_date)
                <> (concat(e.old_value, '-01-01')[:10]::DATE BETWEEN s.first_date AND s.last_date))
        )
    GROUP BY s.stated_total_id
),
counted AS (
    SELECT s.stated_total_id, count(i.inspection_id)::INTEGER AS held_count
    FROM stated_totals AS s
    LEFT JOIN (inspections JOIN bodies USING (body_id)) AS i
        ON i.body_kind = s.body_kind
        AND i.published_date BETWEEN s.first_date AND s.last_date
        AND (s.rating IS NULL OR i.overall_rating = s.rating)
    GROUP BY s.stated_total_id
)
SELECT
    body_kind,
    first_date,
    last_date,
    rating,
    stated_count,
    held_count,
    held_count = stated_count AS is_held,
    coalesce(corrected_count, 0) AS corrected_count,
    statement_text,
    source_name,
    source_url,
    stated_date,
    stated_total_id
FROM stated_totals
INNER JOIN counted USING (stated_total_id)
LEFT JOIN corrected USING (stated_total_id);
COMMENT ON VIEW stated_totals_held IS 'Totals that the inspectorate states beside those of the record. Fewer held: the archive lacks reports. More: one may be told twice.';
COMMENT ON COLUMN stated_totals_held.body_kind IS 'Kind of body that is counted.';
COMMENT ON COLUMN stated_totals_held.first_date IS 'First day of publication that counts.';
COMMENT ON COLUMN stated_totals_held.last_date IS 'Last day of publication that counts.';
COMMENT ON COLUMN stated_totals_held.rating IS 'Overall rating that is counted; NULL for all inspections.';
COMMENT ON COLUMN stated_totals_held.stated_count IS 'How many there were, says the inspectorate.';
COMMENT ON COLUMN stated_totals_held.held_count IS 'How many are in the record.';
COMMENT ON COLUMN stated_totals_held.is_held IS 'Whether the two are the same.';
COMMENT ON COLUMN stated_totals_held.corrected_count IS 'Inspections that count here, or no longer, because we corrected their rating or date (errata).';
COMMENT ON COLUMN stated_totals_held.statement_text IS 'What it says, in our words.';
COMMENT ON COLUMN stated_totals_held.source_name IS 'Where it says so.';
COMMENT ON COLUMN stated_totals_held.source_url IS 'Address of that, where known.';
COMMENT ON COLUMN stated_totals_held.stated_date IS 'When it said so.';
COMMENT ON COLUMN stated_totals_held.stated_total_id IS 'The statement.';
