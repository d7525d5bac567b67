-- warn: an overall rating without the rating of any standard
SELECT inspection_id, overall_rating::VARCHAR AS overall_rating, report_url
FROM inspections
WHERE overall_rating IS NOT NULL AND inspection_id NOT IN (SELECT inspection_id FROM ratings)
