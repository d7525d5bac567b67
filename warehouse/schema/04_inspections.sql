-- What the inspectorate found.

CREATE TABLE inspections (
    inspection_id VARCHAR PRIMARY KEY,
    body_id VARCHAR NOT NULL,
    framework framework NOT NULL,
    inspection_title VARCHAR NOT NULL,
    published_date DATE,
    published_precision date_precision,
    fieldwork_start_date DATE,
    fieldwork_start_precision date_precision,
    fieldwork_end_date DATE,
    fieldwork_end_precision date_precision,
    dated_date DATE,
    dated_precision date_precision,
    dated_by VARCHAR,
    overall_rating rating,
    rating_reason VARCHAR,
    score INTEGER,
    score_max INTEGER,
    score_pct DOUBLE,
    erratum_note VARCHAR,
    lead_inspector_name VARCHAR,
    chief_inspector_name VARCHAR,
    report_url VARCHAR NOT NULL,
    pdf_url VARCHAR,
    release_id VARCHAR,
    document_count INTEGER NOT NULL,
    first_seen_run_id VARCHAR NOT NULL,
    is_disputed BOOLEAN NOT NULL,
    evidence_id VARCHAR NOT NULL,
    overall_evidence_id VARCHAR,
    score_evidence_id VARCHAR,
    fieldwork_evidence_id VARCHAR,
    published_evidence_id VARCHAR,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE inspections IS 'One row per inspection of one body under one framework, put together from all documents that tell it.';
COMMENT ON COLUMN inspections.inspection_id IS 'Stable name: body, framework, month of publication as printed.';
COMMENT ON COLUMN inspections.body_id IS 'Body that was inspected.';
COMMENT ON COLUMN inspections.framework IS 'Set of standards it was held against.';
COMMENT ON COLUMN inspections.inspection_title IS 'Title of the report.';
COMMENT ON COLUMN inspections.published_date IS 'When the report came out; see published_precision.';
COMMENT ON COLUMN inspections.published_precision IS 'Whether day, month or only year is stated; the unstated part is 1 and means nothing.';
COMMENT ON COLUMN inspections.fieldwork_start_date IS 'When inspectors began; see fieldwork_start_precision.';
COMMENT ON COLUMN inspections.fieldwork_start_precision IS 'How much of the start is stated.';
COMMENT ON COLUMN inspections.fieldwork_end_date IS 'When inspectors ended; see fieldwork_end_precision.';
COMMENT ON COLUMN inspections.fieldwork_end_precision IS 'How much of the end is stated.';
COMMENT ON COLUMN inspections.dated_date IS 'The date to order inspections by: of publication or, where that is not known, of the end (else the start) of fieldwork. NULL where none is known.';
COMMENT ON COLUMN inspections.dated_precision IS 'How much of dated_date is stated.';
COMMENT ON COLUMN inspections.dated_by IS 'published or fieldwork.';
COMMENT ON COLUMN inspections.overall_rating IS 'Overall rating; NULL with a reason for programmes that print none.';
COMMENT ON COLUMN inspections.rating_reason IS 'Why there is no overall rating.';
COMMENT ON COLUMN inspections.score IS 'Points as printed.';
COMMENT ON COLUMN inspections.score_max IS 'Points that could be had, as printed.';
COMMENT ON COLUMN inspections.score_pct IS 'Score in per cent of the maximum, computed.';
COMMENT ON COLUMN inspections.erratum_note IS 'Which of overall rating, score and publication date were corrected by us, what was printed and why it is not what stands here; NULL where nothing was. The quotes show what was printed.';
COMMENT ON COLUMN inspections.lead_inspector_name IS 'Lead inspector, where named.';
COMMENT ON COLUMN inspections.chief_inspector_name IS 'Chief inspector, where named.';
COMMENT ON COLUMN inspections.report_url IS 'Where to read the report: its web page if it has one.';
COMMENT ON COLUMN inspections.pdf_url IS 'The report as a PDF.';
COMMENT ON COLUMN inspections.release_id IS 'Press release about it.';
COMMENT ON COLUMN inspections.document_count IS 'Documents it is put together from.';
COMMENT ON COLUMN inspections.first_seen_run_id IS 'Run that first told of it.';
COMMENT ON COLUMN inspections.is_disputed IS 'Whether its documents differ on the overall rating or score; both quotes are in expectations.';
COMMENT ON COLUMN inspections.evidence_id IS 'The words that name the body and the programme.';
COMMENT ON COLUMN inspections.overall_evidence_id IS 'The words that state the overall rating.';
COMMENT ON COLUMN inspections.score_evidence_id IS 'The words that state the score.';
COMMENT ON COLUMN inspections.fieldwork_evidence_id IS 'The words that date the fieldwork.';
COMMENT ON COLUMN inspections.published_evidence_id IS 'The words that date the publication; a cover may state only the month, the day is then from the page that carries the file. NULL where only another page gives the date.';
COMMENT ON COLUMN inspections.document_sha256 IS 'Hash of the bytes the quote is from.';
COMMENT ON COLUMN inspections.page IS 'Page of the quote in a PDF.';
COMMENT ON COLUMN inspections.quote IS 'The words that state the overall rating, or that name the inspection where there is none.';

CREATE TABLE ratings (
    rating_id VARCHAR PRIMARY KEY,
    inspection_id VARCHAR NOT NULL,
    standard_id VARCHAR,
    standard_code VARCHAR NOT NULL,
    standard_name VARCHAR NOT NULL,
    concept concept NOT NULL,
    rating rating,
    rating_points INTEGER,
    is_scored BOOLEAN NOT NULL,
    erratum_note VARCHAR,
    is_disputed BOOLEAN NOT NULL,
    evidence_id VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    heading VARCHAR,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE ratings IS 'The rating of each standard of each inspection, with the words it stands in.';
COMMENT ON COLUMN ratings.rating_id IS 'Stable name of the row.';
COMMENT ON COLUMN ratings.inspection_id IS 'The inspection.';
COMMENT ON COLUMN ratings.standard_id IS 'The standard in `standards`; NULL where name and code lead to none.';
COMMENT ON COLUMN ratings.standard_code IS 'Code as printed. Codes repeat across frameworks with other meanings.';
COMMENT ON COLUMN ratings.standard_name IS 'Name as this report prints it.';
COMMENT ON COLUMN ratings.concept IS 'What it asks about, the same word across frameworks.';
COMMENT ON COLUMN ratings.rating IS 'The rating; NULL only where it was found wrong and none is known to be right (erratum_note).';
COMMENT ON COLUMN ratings.rating_points IS 'Points it stands for, 0 to 3.';
COMMENT ON COLUMN ratings.is_scored IS 'Whether it counts towards the overall score.';
COMMENT ON COLUMN ratings.erratum_note IS 'What was printed, and why it is not what stands here; NULL where nothing was corrected by us. The quote shows what was printed.';
COMMENT ON COLUMN ratings.is_disputed IS 'Whether another document of the inspection says otherwise; both quotes are in expectations.';
COMMENT ON COLUMN ratings.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN ratings.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN ratings.document_sha256 IS 'Hash of that document''s bytes.';
COMMENT ON COLUMN ratings.page IS 'Page in a PDF.';
COMMENT ON COLUMN ratings.heading IS 'Headings above it.';
COMMENT ON COLUMN ratings.quote IS 'The words themselves.';

CREATE TABLE findings (
    finding_id VARCHAR PRIMARY KEY,
    inspection_id VARCHAR NOT NULL,
    standard_code VARCHAR,
    measure VARCHAR NOT NULL,
    value_pct DOUBLE,
    value_text VARCHAR NOT NULL,
    is_key_question BOOLEAN NOT NULL,
    is_disputed BOOLEAN NOT NULL,
    evidence_id VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    heading VARCHAR,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE findings IS 'Percentages and counts that reports state, with what they measure.';
COMMENT ON COLUMN findings.finding_id IS 'Stable name of the row.';
COMMENT ON COLUMN findings.inspection_id IS 'The inspection.';
COMMENT ON COLUMN findings.standard_code IS 'Standard it stands under.';
COMMENT ON COLUMN findings.measure IS 'What was measured, in the report''s words.';
COMMENT ON COLUMN findings.value_pct IS 'The percentage; NULL where the report says it in words or counts.';
COMMENT ON COLUMN findings.value_text IS 'The value as printed.';
COMMENT ON COLUMN findings.is_key_question IS 'Whether it answers a key question of the standard.';
COMMENT ON COLUMN findings.is_disputed IS 'Whether another document of the inspection gives another value.';
COMMENT ON COLUMN findings.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN findings.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN findings.document_sha256 IS 'Hash of that document''s bytes.';
COMMENT ON COLUMN findings.page IS 'Page in a PDF.';
COMMENT ON COLUMN findings.heading IS 'Headings above it.';
COMMENT ON COLUMN findings.quote IS 'The words themselves.';

CREATE TABLE recommendations (
    recommendation_id VARCHAR PRIMARY KEY,
    inspection_id VARCHAR NOT NULL,
    recommendation_number INTEGER NOT NULL,
    addressee_name VARCHAR NOT NULL,
    recommendation_text VARCHAR NOT NULL,
    is_disputed BOOLEAN NOT NULL,
    evidence_id VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    heading VARCHAR,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE recommendations IS 'What the inspectorate asked for, of whom.';
COMMENT ON COLUMN recommendations.recommendation_id IS 'Stable name of the row.';
COMMENT ON COLUMN recommendations.inspection_id IS 'The inspection.';
COMMENT ON COLUMN recommendations.recommendation_number IS 'Number as printed, or counted in order.';
COMMENT ON COLUMN recommendations.addressee_name IS 'Who should do it.';
COMMENT ON COLUMN recommendations.recommendation_text IS 'What should be done.';
COMMENT ON COLUMN recommendations.is_disputed IS 'Whether another document of the inspection words it otherwise.';
COMMENT ON COLUMN recommendations.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN recommendations.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN recommendations.document_sha256 IS 'Hash of that document''s bytes.';
COMMENT ON COLUMN recommendations.page IS 'Page in a PDF.';
COMMENT ON COLUMN recommendations.heading IS 'Headings above it.';
COMMENT ON COLUMN recommendations.quote IS 'The words themselves.';

CREATE TABLE recommendation_progress (
    progress_id VARCHAR PRIMARY KEY,
    inspection_id VARCHAR NOT NULL,
    recommendation_number INTEGER,
    addressee_name VARCHAR,
    recommendation_text VARCHAR,
    progress progress NOT NULL,
    status_text VARCHAR NOT NULL,
    earlier_year INTEGER,
    earlier_text VARCHAR,
    is_disputed BOOLEAN NOT NULL,
    evidence_id VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    heading VARCHAR,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE recommendation_progress IS 'What became of recommendations of earlier inspections, as later reports judge it.';
COMMENT ON COLUMN recommendation_progress.progress_id IS 'Stable name of the row.';
COMMENT ON COLUMN recommendation_progress.inspection_id IS 'The later inspection, whose report judges.';
COMMENT ON COLUMN recommendation_progress.recommendation_number IS 'Number of the earlier recommendation, where it is printed.';
COMMENT ON COLUMN recommendation_progress.addressee_name IS 'Who should have done it, where it is printed.';
COMMENT ON COLUMN recommendation_progress.recommendation_text IS 'What should have been done; NULL where only its number is printed.';
COMMENT ON COLUMN recommendation_progress.progress IS 'What the judgement means, in the same words for all reports.';
COMMENT ON COLUMN recommendation_progress.status_text IS 'The judgement as printed.';
COMMENT ON COLUMN recommendation_progress.earlier_year IS 'Year of the earlier inspection or its report, where one year is stated.';
COMMENT ON COLUMN recommendation_progress.earlier_text IS 'The heading or sentence that dates the earlier inspection.';
COMMENT ON COLUMN recommendation_progress.is_disputed IS 'Whether another document of the inspection judges otherwise.';
COMMENT ON COLUMN recommendation_progress.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN recommendation_progress.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN recommendation_progress.document_sha256 IS 'Hash of that document''s bytes.';
COMMENT ON COLUMN recommendation_progress.page IS 'Page in a PDF.';
COMMENT ON COLUMN recommendation_progress.heading IS 'Headings above it.';
COMMENT ON COLUMN recommendation_progress.quote IS 'The words themselves.';

CREATE TABLE key_facts (
    key_fact_id VARCHAR PRIMARY KEY,
    inspection_id VARCHAR NOT NULL,
    label_text VARCHAR NOT NULL,
    context_text VARCHAR,
    value_text VARCHAR NOT NULL,
    value DOUBLE,
    unit figure_unit,
    as_at_text VARCHAR,
    source_text VARCHAR,
    is_disputed BOOLEAN NOT NULL,
    evidence_id VARCHAR NOT NULL,
    document_url VARCHAR NOT NULL,
    document_sha256 VARCHAR NOT NULL,
    page INTEGER,
    heading VARCHAR,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE key_facts IS 'Figures by which reports describe a service: caseloads, staff, vacancies. They are reported, not inspected, and no findings.';
COMMENT ON COLUMN key_facts.key_fact_id IS 'Stable name of the row.';
COMMENT ON COLUMN key_facts.inspection_id IS 'The inspection whose report has it.';
COMMENT ON COLUMN key_facts.label_text IS 'What is counted, in the report''s words.';
COMMENT ON COLUMN key_facts.context_text IS 'Sub-heading or head of the column it stands under, where the label alone does not tell.';
COMMENT ON COLUMN key_facts.value_text IS 'The figure as printed.';
COMMENT ON COLUMN key_facts.value IS 'The number; NULL for money, ranges, dates and what is said to be about so many.';
COMMENT ON COLUMN key_facts.unit IS 'What the number counts in.';
COMMENT ON COLUMN key_facts.as_at_text IS 'The words that date it.';
COMMENT ON COLUMN key_facts.source_text IS 'Where the report has it from, if it says so.';
COMMENT ON COLUMN key_facts.is_disputed IS 'Whether another document of the inspection gives another figure.';
COMMENT ON COLUMN key_facts.evidence_id IS 'Where exactly it stands.';
COMMENT ON COLUMN key_facts.document_url IS 'Document it is taken from.';
COMMENT ON COLUMN key_facts.document_sha256 IS 'Hash of that document''s bytes.';
COMMENT ON COLUMN key_facts.page IS 'Page in a PDF.';
COMMENT ON COLUMN key_facts.heading IS 'Headings above it.';
COMMENT ON COLUMN key_facts.quote IS 'The words themselves.';
