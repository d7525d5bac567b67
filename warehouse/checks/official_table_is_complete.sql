-- warn: services in the inspectorate's own tables of ratings whose inspection is not in the record
SELECT detail FROM expectations WHERE origin = 'documents' AND expectation_name = 'official_table_is_complete'
