-- warn: bytes or values that could not be read and are still what the address shows
SELECT reason::VARCHAR AS reason, url, detail FROM quarantine WHERE is_current
