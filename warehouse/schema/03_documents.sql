-- What the inspectorate's addresses showed, and where in it every value stands.

CREATE TABLE documents (
    document_id VARCHAR PRIMARY KEY,
    document_url VARCHAR NOT NULL UNIQUE,
    source_id VARCHAR NOT NULL,
    document_kind document_kind,
    document_title VARCHAR,
    language language,
    media_type VARCHAR NOT NULL,
    published_date DATE,
    published_precision date_precision,
    layout_name VARCHAR,
    page_count INTEGER,
    parent_url VARCHAR,
    document_sha256 VARCHAR NOT NULL,
    version_count INTEGER NOT NULL,
    first_seen_run_id VARCHAR NOT NULL,
    is_read BOOLEAN NOT NULL,
    is_missing BOOLEAN NOT NULL,
    is_gone BOOLEAN NOT NULL,
    missing_since_run_id VARCHAR
);
COMMENT ON TABLE documents IS 'Every page and file of the inspectorate that was fetched, as its current version tells it.';
COMMENT ON COLUMN documents.document_id IS 'Stable name of the address.';
COMMENT ON COLUMN documents.document_url IS 'Canonical address.';
COMMENT ON COLUMN documents.source_id IS 'Source that found it.';
COMMENT ON COLUMN documents.document_kind IS 'What it is; only reports carry ratings. NULL where it could not be read.';
COMMENT ON COLUMN documents.document_title IS 'Its title.';
COMMENT ON COLUMN documents.language IS 'Language it is written in.';
COMMENT ON COLUMN documents.media_type IS 'Media type the server gave.';
COMMENT ON COLUMN documents.published_date IS 'Publication date it states; see published_precision.';
COMMENT ON COLUMN documents.published_precision IS 'Whether day, month or only year is stated; the unstated part is 1 and means nothing.';
COMMENT ON COLUMN documents.layout_name IS 'Layout it was read by.';
COMMENT ON COLUMN documents.page_count IS 'Pages of a PDF.';
COMMENT ON COLUMN documents.parent_url IS 'Page that first led to it.';
COMMENT ON COLUMN documents.document_sha256 IS 'Hash of the bytes whose values count now.';
COMMENT ON COLUMN documents.version_count IS 'Versions seen.';
COMMENT ON COLUMN documents.first_seen_run_id IS 'Run that first fetched it.';
COMMENT ON COLUMN documents.is_read IS 'Whether any version of it could be read.';
COMMENT ON COLUMN documents.is_missing IS 'Whether the last complete crawl did not find it. What it said is kept.';
COMMENT ON COLUMN documents.is_gone IS 'Whether three complete crawls in a row did not find it.';
COMMENT ON COLUMN documents.missing_since_run_id IS 'First of the runs that did not find it.';

CREATE TABLE document_versions (
    document_id VARCHAR NOT NULL,
    version_number INTEGER NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    text_sha256 VARCHAR,
    byte_count BIGINT NOT NULL,
    document_kind document_kind,
    document_title VARCHAR,
    layout_name VARCHAR,
    layout_reason VARCHAR,
    first_seen_run_id VARCHAR NOT NULL,
    is_current BOOLEAN NOT NULL,
    is_read BOOLEAN NOT NULL,
    is_text_identical BOOLEAN,
    warc_file VARCHAR NOT NULL,
    warc_offset BIGINT NOT NULL,
    PRIMARY KEY (document_id, version_number)
);
COMMENT ON TABLE document_versions IS 'Every version of every document, by content. A page whose bytes change but not its words has one version.';
COMMENT ON COLUMN document_versions.document_id IS 'The document.';
COMMENT ON COLUMN document_versions.version_number IS 'Counts from 1 in the order they were seen.';
COMMENT ON COLUMN document_versions.document_url IS 'Canonical address.';
COMMENT ON COLUMN document_versions.document_sha256 IS 'Hash of its bytes.';
COMMENT ON COLUMN document_versions.text_sha256 IS 'Hash of its words; equal for a file issued again with the same words.';
COMMENT ON COLUMN document_versions.byte_count IS 'Size in bytes.';
COMMENT ON COLUMN document_versions.document_kind IS 'What this version is.';
COMMENT ON COLUMN document_versions.document_title IS 'Its title.';
COMMENT ON COLUMN document_versions.layout_name IS 'Layout it was read by.';
COMMENT ON COLUMN document_versions.layout_reason IS 'The words in it that chose the layout.';
COMMENT ON COLUMN document_versions.first_seen_run_id IS 'Run that fetched it first.';
COMMENT ON COLUMN document_versions.is_current IS 'Whether the tables show this version''s values: the latest that could be read.';
COMMENT ON COLUMN document_versions.is_read IS 'Whether it could be read; if not, see quarantine.';
COMMENT ON COLUMN document_versions.is_text_identical IS 'Whether its words are those of the version before; NULL for the first, or where one could not be read.';
COMMENT ON COLUMN document_versions.warc_file IS 'File of the archive that holds the bytes.';
COMMENT ON COLUMN document_versions.warc_offset IS 'Where in that file.';

CREATE TABLE evidence (
    evidence_id VARCHAR PRIMARY KEY,
    subject_table VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    field_name VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    heading VARCHAR,
    char_start INTEGER,
    char_end INTEGER,
    box_left DOUBLE,
    box_bottom DOUBLE,
    box_right DOUBLE,
    box_top DOUBLE,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE evidence IS 'Where every value stands: the bytes, the place in them, the verbatim words. A value that several documents state has a row for each.';
COMMENT ON COLUMN evidence.evidence_id IS 'Stable name; the value tables refer to it.';
COMMENT ON COLUMN evidence.subject_table IS 'Table of the value it supports.';
COMMENT ON COLUMN evidence.subject_id IS 'Row of that table.';
COMMENT ON COLUMN evidence.field_name IS 'Which value of the row.';
COMMENT ON COLUMN evidence.document_url IS 'Address of the document or story.';
COMMENT ON COLUMN evidence.document_sha256 IS 'Hash of the bytes.';
COMMENT ON COLUMN evidence.page IS 'Page of a PDF, from 1; NULL for web pages.';
COMMENT ON COLUMN evidence.heading IS 'Headings above the words, outermost first.';
COMMENT ON COLUMN evidence.char_start IS 'First character in the document''s normalised text.';
COMMENT ON COLUMN evidence.char_end IS 'Character after the last.';
COMMENT ON COLUMN evidence.box_left IS 'Left edge on the page, in PDF points.';
COMMENT ON COLUMN evidence.box_bottom IS 'Bottom edge, from the bottom of the page.';
COMMENT ON COLUMN evidence.box_right IS 'Right edge.';
COMMENT ON COLUMN evidence.box_top IS 'Top edge, from the bottom of the page.';
COMMENT ON COLUMN evidence.quote IS 'The words themselves.';
