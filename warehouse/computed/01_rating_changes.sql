-- A table, not a view: 24,000 inspections take a view a third of a second, the table a tenth of it.
-- Each rating beside the one before it: of the same body if it was rated on this before, otherwise of the
-- nearest bodies before it. The earlier ratings that can be compared come first; where none can, they are
-- shown all the same, with the reason and without a direction.
CREATE TABLE rating_changes AS
WITH keyed AS MATERIALIZED (
    SELECT rating_id, inspection_id, body_id, body_kind, framework, concept, coalesce(domain_code, '') AS domain_key,
        standard_id, standard_code, dated_date
    FROM stated_ratings
    WHERE dated_date IS NOT NULL
),
visits AS (
    SELECT DISTINCT body_id, concept, domain_key, inspection_id, dated_date FROM keyed
),
earlier AS (
    SELECT body_id, concept, domain_key, inspection_id,
        lag(inspection_id) OVER (PARTITION BY body_id, concept, domain_key ORDER BY dated_date, inspection_id) AS same_domain_id,
        -- Only the standards of 2025 have no domain; court work is never set beside out-of-court work instead.
        CASE WHEN domain_key = '' THEN first_value(inspection_id) OVER (
            PARTITION BY body_id, concept ORDER BY dated_date DESC, inspection_id DESC
            GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING
        ) END AS any_domain_id
    FROM visits
),
own AS (
    SELECT new, old, 0 AS generation_number
    FROM earlier AS e
    INNER JOIN keyed AS new
        ON new.inspection_id = e.inspection_id AND new.concept = e.concept AND new.domain_key = e.domain_key
    INNER JOIN keyed AS old
        ON old.inspection_id = coalesce(e.same_domain_id, e.any_domain_id) AND old.concept = e.concept
        AND (e.same_domain_id IS NULL OR old.domain_key = e.domain_key)
),
inherited AS (
    SELECT new, old, l.generation_number
    FROM earlier AS e
    INNER JOIN keyed AS new
        ON new.inspection_id = e.inspection_id AND new.concept = e.concept AND new.domain_key = e.domain_key
    INNER JOIN body_lineage AS l ON l.body_id = new.body_id AND l.generation_number > 0
    INNER JOIN keyed AS old
        ON old.body_id = l.ancestor_id AND old.concept = new.concept AND old.dated_date <= new.dated_date
        AND (l.link_date IS NULL OR l.link_date <= new.dated_date)
    WHERE coalesce(e.same_domain_id, e.any_domain_id) IS NULL
    QUALIFY l.generation_number = min(l.generation_number) OVER (PARTITION BY new.rating_id)
        AND dense_rank() OVER (
            PARTITION BY new.rating_id, old.body_id
            ORDER BY old.domain_key <> new.domain_key AND old.domain_key <> '' AND new.domain_key <> '', old.dated_date DESC, old.inspection_id DESC
        ) = 1
),
judged AS (
    SELECT concept, framework_a AS new_framework, body_kind_a AS new_kind, standard_a_id AS new_standard_id,
        framework_b AS old_framework, body_kind_b AS old_kind, standard_b_id AS old_standard_id, comparability, reason
    FROM standard_comparisons
    UNION
    SELECT concept, framework_b, body_kind_b, standard_b_id, framework_a, body_kind_a, standard_a_id, comparability, reason
    FROM standard_comparisons
),
settled AS (
    SELECT p.new.rating_id AS new_rating_id, p.old.rating_id AS old_rating_id, p.old.body_id AS old_body_id, p.generation_number,
        coalesce(j.comparability, 'not comparable') AS comparability,
        coalesce(j.reason, 'nobody has reviewed whether these ask the same') AS comparison_reason
    FROM (FROM own UNION ALL FROM inherited) AS p
    LEFT JOIN judged AS j
        ON j.concept = p.new.concept
        AND j.new_framework = p.new.framework AND j.new_kind = p.new.body_kind
        AND j.old_framework = p.old.framework AND j.old_kind = p.old.body_kind
        AND j.new_standard_id IS NOT DISTINCT FROM p.new.standard_id
        AND j.old_standard_id IS NOT DISTINCT FROM p.old.standard_id
),
kept AS (
    SELECT * FROM settled
    QUALIFY comparability <> 'not comparable'
        OR bool_and(comparability = 'not comparable') OVER (PARTITION BY new_rating_id, old_body_id)
),
paired AS (
    SELECT new, old, k.generation_number, k.comparability, k.comparison_reason, l.area_relation, l.share_text,
        old.dated_date + CASE old.dated_precision
            WHEN 'day' THEN INTERVAL 1 DAY
            WHEN 'month' THEN INTERVAL 1 MONTH
            ELSE INTERVAL 1 YEAR
        END
        -- A report comes out within a year of its fieldwork: until then, the one does not date the other.
        + CASE WHEN old.dated_by = 'fieldwork' AND new.dated_by = 'published' THEN INTERVAL 1 YEAR ELSE INTERVAL 0 DAY END
            <= new.dated_date AS is_order_certain
    FROM kept AS k
    INNER JOIN stated_ratings AS new ON new.rating_id = k.new_rating_id
    INNER JOIN stated_ratings AS old ON old.rating_id = k.old_rating_id
    INNER JOIN body_lineage AS l ON l.body_id = new.body_id AND l.ancestor_id = old.body_id
)
SELECT
    new.body_id,
    new.body_name,
    new.body_kind,
    b.region_name,
    new.concept,
    new.domain_code,
    new.standard_code,
    new.standard_name,
    old.standard_code AS old_standard_code,
    old.standard_name AS old_standard_name,
    old.rating AS old_rating,
    new.rating AS new_rating,
    CASE
        WHEN old.rating IS NULL OR new.rating IS NULL THEN NULL
        WHEN comparability = 'not comparable' OR area_relation <> 'same body' OR NOT is_order_certain THEN NULL
        WHEN new.rating < old.rating THEN 'improved'
        WHEN new.rating > old.rating THEN 'worse'
        ELSE 'same'
    END AS direction,
    comparability,
    comparison_reason,
    generation_number,
    area_relation,
    comparability = 'same standard' AND area_relation = 'same body' AND is_order_certain
        AND NOT old.is_disputed AND NOT new.is_disputed
        AND old.rating IS NOT NULL AND new.rating IS NOT NULL AS is_like_for_like,
    nullif(concat_ws('; ',
        CASE WHEN old.framework <> new.framework
            THEN 'frameworks ' || old.framework || ' → ' || new.framework || ', ' || comparability || ': ' || comparison_reason
            WHEN comparability <> 'same standard' THEN comparability || ': ' || comparison_reason END,
        CASE WHEN area_relation <> 'same body' THEN old.body_name || ' then: ' || share_text END,
        CASE WHEN NOT is_order_certain THEN 'the dates as stated do not show which came first' END,
        CASE WHEN old.rating IS NULL THEN 'the earlier rating was withdrawn as wrong' END,
        CASE WHEN new.rating IS NULL THEN 'this rating was withdrawn as wrong' END,
        CASE WHEN old.is_disputed THEN 'documents differ on the earlier rating' END,
        CASE WHEN new.is_disputed THEN 'documents differ on this rating' END
    ), '') AS unlike_reason,
    old.dated_date AS old_dated_date,
    old.dated_precision AS old_dated_precision,
    old.dated_by AS old_dated_by,
    new.dated_date AS new_dated_date,
    new.dated_precision AS new_dated_precision,
    new.dated_by AS new_dated_by,
    old.published_date AS old_published_date,
    old.published_precision AS old_published_precision,
    new.published_date AS new_published_date,
    new.published_precision AS new_published_precision,
    old.body_id AS old_body_id,
    old.body_name AS old_body_name,
    old.body_kind AS old_body_kind,
    old.framework AS old_framework,
    new.framework AS new_framework,
    old.report_url AS old_report_url,
    new.report_url AS new_report_url,
    old.document_url AS old_document_url,
    new.document_url AS new_document_url,
    old.page AS old_page,
    new.page AS new_page,
    old.quote AS old_quote,
    new.quote AS new_quote,
    old.evidence_id AS old_evidence_id,
    new.evidence_id AS new_evidence_id,
    old.erratum_note AS old_erratum_note,
    new.erratum_note AS new_erratum_note,
    old.standard_id AS old_standard_id,
    new.standard_id AS new_standard_id,
    old.inspection_id AS old_inspection_id,
    new.inspection_id AS new_inspection_id,
    old.rating_id AS old_rating_id,
    new.rating_id AS new_rating_id
FROM paired
INNER JOIN bodies AS b ON b.body_id = new.body_id
ORDER BY new.body_id, new.dated_date, new.inspection_id, new.standard_code NULLS FIRST, old.dated_date, old.rating_id;
COMMENT ON TABLE rating_changes IS 'Every rating beside the one before it, of the same body or else of the bodies it came from. Where is_like_for_like is false, unlike_reason belongs to every sentence made of the row.';
COMMENT ON COLUMN rating_changes.body_id IS 'Body inspected.';
COMMENT ON COLUMN rating_changes.body_name IS 'Its name.';
COMMENT ON COLUMN rating_changes.body_kind IS 'What it is.';
COMMENT ON COLUMN rating_changes.region_name IS 'Region it is in.';
COMMENT ON COLUMN rating_changes.concept IS 'What was rated; overall for the whole.';
COMMENT ON COLUMN rating_changes.domain_code IS 'Domain of a youth standard now (2 court, 3 out of court); NULL for others.';
COMMENT ON COLUMN rating_changes.standard_code IS 'Code now; NULL for the overall rating.';
COMMENT ON COLUMN rating_changes.standard_name IS 'Name now.';
COMMENT ON COLUMN rating_changes.old_standard_code IS 'Code before.';
COMMENT ON COLUMN rating_changes.old_standard_name IS 'Name before.';
COMMENT ON COLUMN rating_changes.old_rating IS 'Rating in the inspection before; NULL where it was withdrawn as wrong, see old_erratum_note.';
COMMENT ON COLUMN rating_changes.new_rating IS 'Rating in this one; NULL where it was withdrawn as wrong, see new_erratum_note.';
COMMENT ON COLUMN rating_changes.direction IS 'improved, worse or same, of one body; NULL where another body was rated before, the two cannot be compared, or which came first is not certain.';
COMMENT ON COLUMN rating_changes.comparability IS 'Whether the two ask the same: same standard, same question, similar question, not comparable.';
COMMENT ON COLUMN rating_changes.comparison_reason IS 'Why.';
COMMENT ON COLUMN rating_changes.generation_number IS '0 where the same body was rated before; otherwise how many successions back.';
COMMENT ON COLUMN rating_changes.area_relation IS 'How the area of the body before lies to that of this one.';
COMMENT ON COLUMN rating_changes.is_like_for_like IS 'Whether both are of the same body against the same standard, undisputed and surely in this order.';
COMMENT ON COLUMN rating_changes.unlike_reason IS 'Why they are not like for like; NULL only where they are.';
COMMENT ON COLUMN rating_changes.old_dated_date IS 'When the report before came out, else when its fieldwork ended.';
COMMENT ON COLUMN rating_changes.old_dated_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN rating_changes.old_dated_by IS 'published or fieldwork.';
COMMENT ON COLUMN rating_changes.new_dated_date IS 'When this report came out, else when its fieldwork ended.';
COMMENT ON COLUMN rating_changes.new_dated_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN rating_changes.new_dated_by IS 'published or fieldwork.';
COMMENT ON COLUMN rating_changes.old_published_date IS 'When the report before came out; NULL where not known.';
COMMENT ON COLUMN rating_changes.old_published_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN rating_changes.new_published_date IS 'When this report came out; NULL where not known.';
COMMENT ON COLUMN rating_changes.new_published_precision IS 'How much of that date is stated.';
COMMENT ON COLUMN rating_changes.old_body_id IS 'Body inspected before.';
COMMENT ON COLUMN rating_changes.old_body_name IS 'Its name.';
COMMENT ON COLUMN rating_changes.old_body_kind IS 'What it was.';
COMMENT ON COLUMN rating_changes.old_framework IS 'Framework before.';
COMMENT ON COLUMN rating_changes.new_framework IS 'Framework now.';
COMMENT ON COLUMN rating_changes.old_report_url IS 'Report before.';
COMMENT ON COLUMN rating_changes.new_report_url IS 'This report.';
COMMENT ON COLUMN rating_changes.old_document_url IS 'Document the rating before is taken from.';
COMMENT ON COLUMN rating_changes.new_document_url IS 'Document this rating is taken from.';
COMMENT ON COLUMN rating_changes.old_page IS 'Page of the quote before, in a PDF.';
COMMENT ON COLUMN rating_changes.new_page IS 'Page of the quote now.';
COMMENT ON COLUMN rating_changes.old_quote IS 'The words before.';
COMMENT ON COLUMN rating_changes.new_quote IS 'The words now.';
COMMENT ON COLUMN rating_changes.old_evidence_id IS 'Where exactly the rating before stands.';
COMMENT ON COLUMN rating_changes.new_evidence_id IS 'Where exactly this rating stands.';
COMMENT ON COLUMN rating_changes.old_erratum_note IS 'What was printed before, where we corrected it.';
COMMENT ON COLUMN rating_changes.new_erratum_note IS 'What is printed now, where we corrected it.';
COMMENT ON COLUMN rating_changes.old_standard_id IS 'The standard before; NULL for the overall rating.';
COMMENT ON COLUMN rating_changes.new_standard_id IS 'The standard now; NULL for the overall rating.';
COMMENT ON COLUMN rating_changes.old_inspection_id IS 'Inspection before.';
COMMENT ON COLUMN rating_changes.new_inspection_id IS 'This inspection.';
COMMENT ON COLUMN rating_changes.old_rating_id IS 'Stable name of the rating before.';
COMMENT ON COLUMN rating_changes.new_rating_id IS 'Stable name of this rating.';
