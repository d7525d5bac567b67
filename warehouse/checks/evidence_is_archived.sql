-- refuse: evidence of a shown value in bytes that no version of a document or story has
SELECT evidence_id, subject_table, document_url, document_sha256
FROM evidence
WHERE subject_table <> 'changes' AND document_sha256 NOT IN (
    SELECT document_sha256 FROM document_versions UNION SELECT document_sha256 FROM articles
)
