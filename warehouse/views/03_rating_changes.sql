CREATE VIEW rating_changes AS
SELECT
    new.body_id,
    new.body_name,
    new.body_kind,
    new.region_name,
    new.concept,
    new.standard_code,
    new.standard_name,
    old.rating AS old_rating,
    new.rating AS new_rating,
    CASE
        WHEN new.rating < old.rating THEN 'improved'
        WHEN new.rating > old.rating THEN 'worse'
        ELSE 'same'
    END AS direction,
    old.framework = new.framework AND old.inspected_body_id = new.body_id AS is_like_for_like,
    nullif(concat_ws('; ',
        CASE WHEN old.framework <> new.framework THEN 'other framework: ' || old.framework || ' then, ' || new.framework || ' now' END,
        CASE WHEN old.inspected_body_id <> new.body_id THEN 'other body: ' || old.inspected_body_name || ' then' END
    ), '') AS unlike_reason,
    old.published_date AS old_published_date,
    old.published_precision AS old_published_precision,
    new.published_date AS new_published_date,
    new.published_precision AS new_published_precision,
    old.inspected_body_name AS old_body_name,
    old.framework AS old_framework,
    new.framework AS new_framework,
    old.report_url AS old_report_url,
    new.report_url AS new_report_url,
    old.page AS old_page,
    new.page AS new_page,
    old.quote AS old_quote,
    new.quote AS new_quote,
    old.inspection_id AS old_inspection_id,
    new.inspection_id AS new_inspection_id
FROM rating_history AS new
INNER JOIN rating_history AS old
    ON old.body_id = new.body_id
    AND old.concept = new.concept
    AND old.domain_code IS NOT DISTINCT FROM new.domain_code
    AND old.published_date < new.published_date
WHERE new.generation_number = 0
QUALIFY row_number() OVER (
    PARTITION BY new.inspection_id, new.concept, new.domain_code, new.standard_code
    ORDER BY old.published_date DESC, old.generation_number, old.inspection_id, old.standard_code
) = 1;
COMMENT ON VIEW rating_changes IS 'Every rating beside the one before it, of the same body or of a body it came from. Compare only where is_like_for_like.';
COMMENT ON COLUMN rating_changes.body_id IS 'Body inspected.';
COMMENT ON COLUMN rating_changes.body_name IS 'Its name.';
COMMENT ON COLUMN rating_changes.body_kind IS 'What it is.';
COMMENT ON COLUMN rating_changes.region_name IS 'Region it is in.';
COMMENT ON COLUMN rating_changes.concept IS 'What was rated; overall for the whole.';
COMMENT ON COLUMN rating_changes.standard_code IS 'Code now; NULL for the overall rating.';
COMMENT ON COLUMN rating_changes.standard_name IS 'Name now.';
COMMENT ON COLUMN rating_changes.old_rating IS 'Rating in the inspection before.';
COMMENT ON COLUMN rating_changes.new_rating IS 'Rating in this one.';
COMMENT ON COLUMN rating_changes.direction IS 'improved, worse or same.';
COMMENT ON COLUMN rating_changes.is_like_for_like IS 'Whether both are of the same body under the same framework.';
COMMENT ON COLUMN rating_changes.unlike_reason IS 'Why they are not like for like.';
COMMENT ON COLUMN rating_changes.old_published_date IS 'When the report before came out.';
COMMENT ON COLUMN rating_changes.old_published_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN rating_changes.new_published_date IS 'When this report came out.';
COMMENT ON COLUMN rating_changes.new_published_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN rating_changes.old_body_name IS 'Body inspected before.';
COMMENT ON COLUMN rating_changes.old_framework IS 'Framework before.';
COMMENT ON COLUMN rating_changes.new_framework IS 'Framework now.';
COMMENT ON COLUMN rating_changes.old_report_url IS 'Report before.';
COMMENT ON COLUMN rating_changes.new_report_url IS 'This report.';
COMMENT ON COLUMN rating_changes.old_page IS 'Page of the quote before, in a PDF.';
COMMENT ON COLUMN rating_changes.new_page IS 'Page of the quote now.';
COMMENT ON COLUMN rating_changes.old_quote IS 'The words before.';
COMMENT ON COLUMN rating_changes.new_quote IS 'The words now.';
COMMENT ON COLUMN rating_changes.old_inspection_id IS 'Inspection before.';
COMMENT ON COLUMN rating_changes.new_inspection_id IS 'This inspection.';
