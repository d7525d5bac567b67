-- warn: documents of one inspection or the inspectorate's own tables differ, or a reader's cross-check fails
SELECT expectation_name, inspection_id, detail FROM expectations
WHERE origin IN ('reader', 'documents') AND NOT is_met AND expectation_name <> 'official_table_is_complete'
