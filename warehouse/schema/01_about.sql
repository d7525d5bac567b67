-- What this file is, and where its contents come from.

CREATE TABLE about (
    topic VARCHAR PRIMARY KEY,
    statement VARCHAR NOT NULL
);
COMMENT ON TABLE about IS 'What this file is, who wrote the words in it, and whether it is a REPLICA. Read this first.';
COMMENT ON COLUMN about.topic IS 'What the statement is about.';
COMMENT ON COLUMN about.statement IS 'The statement.';

CREATE TABLE sources (
    source_id VARCHAR PRIMARY KEY,
    source_name VARCHAR NOT NULL,
    publisher_name VARCHAR,
    source_kind VARCHAR,
    domain_name VARCHAR,
    licence VARCHAR,
    policy VARCHAR,
    policy_reason VARCHAR,
    cadence VARCHAR,
    cadence_day_count INTEGER,
    robots_note VARCHAR,
    is_replica BOOLEAN NOT NULL
);
COMMENT ON TABLE sources IS 'Every site and newspaper that is read, and what may be stored and published of it.';
COMMENT ON COLUMN sources.source_id IS 'Short name of the source or outlet.';
COMMENT ON COLUMN sources.source_name IS 'Name as people know it.';
COMMENT ON COLUMN sources.publisher_name IS 'Who publishes it.';
COMMENT ON COLUMN sources.source_kind IS 'What kind of source it is (inspectorate, newspaper …).';
COMMENT ON COLUMN sources.domain_name IS 'Host name of its pages.';
COMMENT ON COLUMN sources.licence IS 'Licence its words are under.';
COMMENT ON COLUMN sources.policy IS 'What may be stored: full_text, snippet or link_only.';
COMMENT ON COLUMN sources.policy_reason IS 'Why that and no more.';
COMMENT ON COLUMN sources.cadence IS 'How often there is news, in words.';
COMMENT ON COLUMN sources.cadence_day_count IS 'Days from one crawl to the next; two more without a full crawl and it is stale.';
COMMENT ON COLUMN sources.robots_note IS 'What its robots.txt says about it.';
COMMENT ON COLUMN sources.is_replica IS 'True for the invented web of the demo: nothing from it may be quoted as the record.';
