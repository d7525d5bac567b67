-- warn: errata of ours that correct nothing any more: the record has another value, or no such inspection
SELECT detail FROM expectations WHERE origin = 'review' AND expectation_name = 'errata_apply'
