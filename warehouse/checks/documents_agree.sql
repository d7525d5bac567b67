-- warn: documents of one inspection differ, or a reader's cross-check fails
SELECT expectation_name, inspection_id, detail FROM expectations WHERE origin <> 'check' AND NOT is_met
