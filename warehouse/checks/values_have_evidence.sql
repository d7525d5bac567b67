-- refuse: values whose evidence is not there
SELECT named.found_in, named.row_id, named.evidence_id
FROM (
    SELECT 'inspections' AS found_in, inspection_id AS row_id, evidence_id FROM inspections
    UNION ALL SELECT 'inspections', inspection_id, overall_evidence_id FROM inspections WHERE overall_rating IS NOT NULL
    UNION ALL SELECT 'inspections', inspection_id, score_evidence_id FROM inspections WHERE score IS NOT NULL
    UNION ALL SELECT 'ratings', rating_id, evidence_id FROM ratings
    UNION ALL SELECT 'findings', finding_id, evidence_id FROM findings
    UNION ALL SELECT 'recommendations', recommendation_id, evidence_id FROM recommendations
    UNION ALL SELECT 'recommendation_progress', progress_id, evidence_id FROM recommendation_progress
    UNION ALL SELECT 'key_facts', key_fact_id, evidence_id FROM key_facts
    UNION ALL SELECT 'official_ratings', official_rating_id, evidence_id FROM official_ratings
    UNION ALL SELECT 'releases', release_id, evidence_id FROM releases
    UNION ALL SELECT 'coverage', coverage_id, evidence_id FROM coverage
    UNION ALL SELECT 'errata', erratum_id, old_evidence_id FROM errata WHERE old_value IS NOT NULL AND field_name <> 'published_date'
    UNION ALL SELECT 'errata', erratum_id, new_evidence_id FROM errata WHERE new_value IS NOT NULL AND field_name <> 'published_date' AND origin <> 'reviewed by us'
) AS named
LEFT JOIN evidence AS e USING (evidence_id)
WHERE e.evidence_id IS NULL
