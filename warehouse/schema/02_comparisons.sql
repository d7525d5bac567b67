-- Which ratings can be compared. Reviewed data and a few rules; what neither settles is not comparable.

CREATE TABLE standard_comparisons (
    comparison_id VARCHAR PRIMARY KEY,
    concept VARCHAR NOT NULL,
    framework_a framework NOT NULL,
    body_kind_a body_kind NOT NULL,
    standard_a_id VARCHAR,
    standard_a_name VARCHAR NOT NULL,
    framework_b framework NOT NULL,
    body_kind_b body_kind NOT NULL,
    standard_b_id VARCHAR,
    standard_b_name VARCHAR NOT NULL,
    comparability comparability NOT NULL,
    reason VARCHAR NOT NULL,
    source_note VARCHAR NOT NULL
);
COMMENT ON TABLE standard_comparisons IS 'Every pair of standards of one concept, and of overall ratings, with whether they ask the same and why. Each pair stands once, the older framework as a.';
COMMENT ON COLUMN standard_comparisons.comparison_id IS 'Stable name of the row.';
COMMENT ON COLUMN standard_comparisons.concept IS 'What both ask about; overall for overall ratings.';
COMMENT ON COLUMN standard_comparisons.framework_a IS 'Framework of the one.';
COMMENT ON COLUMN standard_comparisons.body_kind_a IS 'Kind of body it was used for: companies and divisions shared standards, not cases.';
COMMENT ON COLUMN standard_comparisons.standard_a_id IS 'The one standard; NULL for the overall rating.';
COMMENT ON COLUMN standard_comparisons.standard_a_name IS 'Its name.';
COMMENT ON COLUMN standard_comparisons.framework_b IS 'Framework of the other.';
COMMENT ON COLUMN standard_comparisons.body_kind_b IS 'Kind of body it was used for.';
COMMENT ON COLUMN standard_comparisons.standard_b_id IS 'The other standard; NULL for the overall rating.';
COMMENT ON COLUMN standard_comparisons.standard_b_name IS 'Its name.';
COMMENT ON COLUMN standard_comparisons.comparability IS 'same standard, same question, similar question or not comparable.';
COMMENT ON COLUMN standard_comparisons.reason IS 'Why.';
COMMENT ON COLUMN standard_comparisons.source_note IS 'What the verdict rests on; memory means not seen anywhere.';
