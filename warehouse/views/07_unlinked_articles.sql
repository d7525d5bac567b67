CREATE VIEW unlinked_articles AS
SELECT
    a.outlet_name,
    a.headline,
    a.published_date,
    a.article_url,
    a.relevance_score,
    a.relevance_reasons,
    a.body_ids,
    a.article_id
FROM articles AS a
WHERE a.is_relevant AND NOT EXISTS (SELECT 1 FROM coverage AS c WHERE c.article_id = a.article_id);
COMMENT ON VIEW unlinked_articles IS 'Stories about inspections that are tied to none: too vague, too far in time, or about one we do not have.';
COMMENT ON COLUMN unlinked_articles.outlet_name IS 'Newspaper.';
COMMENT ON COLUMN unlinked_articles.headline IS 'Headline.';
COMMENT ON COLUMN unlinked_articles.published_date IS 'Day in London on which it came out.';
COMMENT ON COLUMN unlinked_articles.article_url IS 'Its address.';
COMMENT ON COLUMN unlinked_articles.relevance_score IS 'Points that the rules give it: from 5 on it counts as about an inspection.';
COMMENT ON COLUMN unlinked_articles.relevance_reasons IS 'The rules that say so.';
COMMENT ON COLUMN unlinked_articles.body_ids IS 'Bodies it names.';
COMMENT ON COLUMN unlinked_articles.article_id IS 'The story.';
