-- refuse: no overall rating and no reason for it, or a rating where the programme has none
SELECT i.inspection_id, i.framework, i.overall_rating
FROM inspections AS i INNER JOIN frameworks AS f USING (framework)
WHERE (i.overall_rating IS NULL AND i.rating_reason IS NULL) OR (i.overall_rating IS NOT NULL AND NOT f.is_rated)
