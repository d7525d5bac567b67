CREATE VIEW own_reporting AS
SELECT
    a.outlet_name,
    a.headline,
    a.published_date,
    s.release_share_pct,
    s.own_words,
    s.own_voices,
    s.own_quote,
    s.share_reason,
    o.outlet_name AS copied_from,
    y.containment_pct AS copied_pct,
    a.article_url,
    r.release_url,
    s.article_id,
    s.release_id
FROM release_shares AS s
INNER JOIN articles AS a USING (article_id)
LEFT JOIN releases AS r USING (release_id)
LEFT JOIN (
    SELECT copy_id, arg_max(original_id, containment_pct) AS original_id, max(containment_pct) AS containment_pct
    FROM syndication
    WHERE direction_reason IS NOT NULL
    GROUP BY copy_id
) AS y ON y.copy_id = s.article_id
LEFT JOIN articles AS o ON o.article_id = y.original_id;
COMMENT ON VIEW own_reporting IS 'What each story about an inspection adds to the press release: whom it asked itself, and whether it was copied from another paper.';
COMMENT ON COLUMN own_reporting.outlet_name IS 'Newspaper.';
COMMENT ON COLUMN own_reporting.headline IS 'Headline.';
COMMENT ON COLUMN own_reporting.published_date IS 'Day in London on which it came out.';
COMMENT ON COLUMN own_reporting.release_share_pct IS 'Share of the story that is the press release word for word, in per cent; NULL where it cannot be measured.';
COMMENT ON COLUMN own_reporting.own_words IS 'Words that the release does not have.';
COMMENT ON COLUMN own_reporting.own_voices IS 'People quoted whom the release does not name.';
COMMENT ON COLUMN own_reporting.own_quote IS 'The first words of one of them.';
COMMENT ON COLUMN own_reporting.share_reason IS 'Why there is no share; NULL where there is one.';
COMMENT ON COLUMN own_reporting.copied_from IS 'Newspaper whose story it copies, where it is known which was first; NULL where none was found.';
COMMENT ON COLUMN own_reporting.copied_pct IS 'Share of the shorter story''s own runs of words that stand in the other, in per cent.';
COMMENT ON COLUMN own_reporting.article_url IS 'Its address.';
COMMENT ON COLUMN own_reporting.release_url IS 'The release.';
COMMENT ON COLUMN own_reporting.article_id IS 'The story.';
COMMENT ON COLUMN own_reporting.release_id IS 'The release.';
