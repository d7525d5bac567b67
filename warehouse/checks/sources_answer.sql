-- warn: a source's last crawl did not end well
SELECT source_id, run_id, crawl_status, reasons_text
FROM runs
QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY run_id DESC) = 1 AND crawl_status <> 'ok'
