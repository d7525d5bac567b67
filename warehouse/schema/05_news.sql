-- Press releases, stories, and which story is about which inspection. Never a story's text.

CREATE TABLE releases (
    release_id VARCHAR PRIMARY KEY,
    release_url VARCHAR NOT NULL,
    release_title VARCHAR NOT NULL,
    published_at TIMESTAMP,
    published_date DATE,
    framework framework,
    body_ids VARCHAR,
    release_text VARCHAR NOT NULL,
    first_seen_run_id VARCHAR NOT NULL,
    evidence_id VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE releases IS 'Press releases of the inspectorate.';
COMMENT ON COLUMN releases.release_id IS 'Stable name of the release.';
COMMENT ON COLUMN releases.release_url IS 'Its address.';
COMMENT ON COLUMN releases.release_title IS 'Its title.';
COMMENT ON COLUMN releases.published_at IS 'When it came out, UTC.';
COMMENT ON COLUMN releases.published_date IS 'Day in London on which it came out.';
COMMENT ON COLUMN releases.framework IS 'Framework it names.';
COMMENT ON COLUMN releases.body_ids IS 'Bodies it names as inspected, separated by semicolons.';
COMMENT ON COLUMN releases.release_text IS 'Its words (Open Government Licence v3.0).';
COMMENT ON COLUMN releases.first_seen_run_id IS 'Run that first told of it.';
COMMENT ON COLUMN releases.evidence_id IS 'Where exactly the quote stands.';
COMMENT ON COLUMN releases.document_sha256 IS 'Hash of its bytes.';
COMMENT ON COLUMN releases.quote IS 'The words that say what it is about.';

CREATE TABLE articles (
    article_id VARCHAR PRIMARY KEY,
    article_url VARCHAR NOT NULL UNIQUE,
    outlet_id VARCHAR,
    outlet_name VARCHAR NOT NULL,
    headline VARCHAR NOT NULL,
    search_headline VARCHAR,
    author_names VARCHAR,
    published_at TIMESTAMP,
    published_date DATE,
    modified_at TIMESTAMP,
    is_relevant BOOLEAN NOT NULL,
    relevance_score DOUBLE NOT NULL,
    relevance_reasons VARCHAR,
    body_ids VARCHAR,
    page_kind page_kind NOT NULL,
    is_accessible_for_free BOOLEAN,
    syndicated_from_name VARCHAR,
    word_count INTEGER,
    text_sha256 VARCHAR,
    document_sha256 VARCHAR NOT NULL,
    gone_since_run_id VARCHAR,
    version_count INTEGER NOT NULL,
    first_seen_run_id VARCHAR NOT NULL
);
COMMENT ON TABLE articles IS 'News stories that were read: headline, date, link and our own facts about them. Their text stays with the papers.';
COMMENT ON COLUMN articles.article_id IS 'Stable name of the story.';
COMMENT ON COLUMN articles.article_url IS 'Its canonical address.';
COMMENT ON COLUMN articles.outlet_id IS 'Newspaper, as in sources.';
COMMENT ON COLUMN articles.outlet_name IS 'Name of the newspaper.';
COMMENT ON COLUMN articles.headline IS 'Headline as printed now.';
COMMENT ON COLUMN articles.search_headline IS 'Headline given to search engines, where it differs.';
COMMENT ON COLUMN articles.author_names IS 'Bylines, separated by semicolons.';
COMMENT ON COLUMN articles.published_at IS 'When it came out, UTC; NULL where no signal can be trusted.';
COMMENT ON COLUMN articles.published_date IS 'Day in London on which it came out.';
COMMENT ON COLUMN articles.modified_at IS 'When it says it was last changed, UTC.';
COMMENT ON COLUMN articles.is_relevant IS 'Whether it is about the inspection of a probation or youth justice service.';
COMMENT ON COLUMN articles.relevance_score IS 'Points that the rules give it: from 5 on it counts as about an inspection.';
COMMENT ON COLUMN articles.relevance_reasons IS 'The rules that spoke for or against it, separated by semicolons.';
COMMENT ON COLUMN articles.body_ids IS 'Bodies it names, most prominent first, separated by semicolons.';
COMMENT ON COLUMN articles.page_kind IS 'What the page is: a story, a running page (live blog), a gallery, the first lines of a paid story, or a card from a feed.';
COMMENT ON COLUMN articles.is_accessible_for_free IS 'Whether the paper says it can be read without paying; NULL where it does not say.';
COMMENT ON COLUMN articles.syndicated_from_name IS 'Agency or paper it says it is taken from.';
COMMENT ON COLUMN articles.word_count IS 'Words of its text; NULL where the text may not be stored.';
COMMENT ON COLUMN articles.text_sha256 IS 'Hash of its text.';
COMMENT ON COLUMN articles.document_sha256 IS 'Hash of the bytes it was read from.';
COMMENT ON COLUMN articles.gone_since_run_id IS 'Run to which its paper first answered that it is not there (404, 410); NULL while it is. What it said stays.';
COMMENT ON COLUMN articles.version_count IS 'Versions seen.';
COMMENT ON COLUMN articles.first_seen_run_id IS 'Run that first fetched it.';

CREATE TABLE coverage (
    coverage_id VARCHAR PRIMARY KEY,
    article_id VARCHAR NOT NULL,
    inspection_id VARCHAR NOT NULL,
    body_id VARCHAR NOT NULL,
    rule coverage_rule NOT NULL,
    link_score DOUBLE NOT NULL,
    runner_up_id VARCHAR,
    margin_score DOUBLE,
    first_seen_run_id VARCHAR NOT NULL,
    evidence_id VARCHAR NOT NULL,
    article_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE coverage IS 'Which story is about which inspection, why, and how sure. A story may be about several, an inspection in many.';
COMMENT ON COLUMN coverage.coverage_id IS 'Stable name of the row.';
COMMENT ON COLUMN coverage.article_id IS 'The story.';
COMMENT ON COLUMN coverage.inspection_id IS 'The inspection.';
COMMENT ON COLUMN coverage.body_id IS 'The body inspected.';
COMMENT ON COLUMN coverage.rule IS 'How they were tied.';
COMMENT ON COLUMN coverage.link_score IS 'How strong the tie is, in the measure of its rule: runs of six words shared with the press release, or points for how prominently the story names the body; compare only within a rule.';
COMMENT ON COLUMN coverage.runner_up_id IS 'Inspection that came second.';
COMMENT ON COLUMN coverage.margin_score IS 'How far behind it was, in the same measure.';
COMMENT ON COLUMN coverage.first_seen_run_id IS 'Run that first tied them.';
COMMENT ON COLUMN coverage.evidence_id IS 'Where exactly the quote stands.';
COMMENT ON COLUMN coverage.article_url IS 'The story''s address.';
COMMENT ON COLUMN coverage.document_sha256 IS 'Hash of the story''s bytes.';
COMMENT ON COLUMN coverage.quote IS 'The words that tie them.';

CREATE TABLE syndication (
    syndication_id VARCHAR PRIMARY KEY,
    original_id VARCHAR NOT NULL,
    copy_id VARCHAR NOT NULL,
    containment_pct DOUBLE NOT NULL,
    direction_reason VARCHAR,
    evidence_id VARCHAR NOT NULL,
    original_url VARCHAR NOT NULL,
    copy_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE syndication IS 'Pairs of stories of which one shares the other''s text. Count these before counting voices.';
COMMENT ON COLUMN syndication.syndication_id IS 'Stable name of the row.';
COMMENT ON COLUMN syndication.original_id IS 'Story that was first, or the first by address where nobody can tell.';
COMMENT ON COLUMN syndication.copy_id IS 'Story that shares its text.';
COMMENT ON COLUMN syndication.containment_pct IS 'Share of the shorter story''s own runs of words that stand in the other, in per cent.';
COMMENT ON COLUMN syndication.direction_reason IS 'How we know which was first; NULL where we do not.';
COMMENT ON COLUMN syndication.evidence_id IS 'Where exactly the quote stands.';
COMMENT ON COLUMN syndication.original_url IS 'Address of the first story.';
COMMENT ON COLUMN syndication.copy_url IS 'Address of the second.';
COMMENT ON COLUMN syndication.document_sha256 IS 'Hash of the second story''s bytes.';
COMMENT ON COLUMN syndication.quote IS 'A sentence both have.';
