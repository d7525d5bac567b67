-- Who came before whom, area by area; worked out from body_succession and the areas of the register.

CREATE TABLE body_lineage (
    body_id VARCHAR NOT NULL,
    ancestor_id VARCHAR NOT NULL,
    generation_number INTEGER NOT NULL,
    area_relation area_relation NOT NULL,
    shared_area_count INTEGER NOT NULL,
    body_area_count INTEGER NOT NULL,
    ancestor_area_count INTEGER NOT NULL,
    share_text VARCHAR NOT NULL,
    steps_text VARCHAR,
    link_date DATE,
    ancestor_work VARCHAR NOT NULL,
    PRIMARY KEY (body_id, ancestor_id)
);
COMMENT ON TABLE body_lineage IS 'Every body with itself and the bodies before it that covered any of its area. Areas are counted, not people: 1 of 6 areas is not a sixth of the cases.';
COMMENT ON COLUMN body_lineage.body_id IS 'Body whose past this is.';
COMMENT ON COLUMN body_lineage.ancestor_id IS 'A body in its past; itself at generation 0.';
COMMENT ON COLUMN body_lineage.generation_number IS '0 for the body itself, 1 for a body it took over from, and so on.';
COMMENT ON COLUMN body_lineage.area_relation IS 'How the ancestor''s area lies to the body''s: same, wider, part of it, overlapping; not known where the register knows no areas.';
COMMENT ON COLUMN body_lineage.shared_area_count IS 'Areas both covered; 0 where not known.';
COMMENT ON COLUMN body_lineage.body_area_count IS 'Areas of the body.';
COMMENT ON COLUMN body_lineage.ancestor_area_count IS 'Areas of the ancestor.';
COMMENT ON COLUMN body_lineage.share_text IS 'How much of each other they covered, in words.';
COMMENT ON COLUMN body_lineage.steps_text IS 'How the body follows from the ancestor, step by step, oldest first; NULL for itself.';
COMMENT ON COLUMN body_lineage.link_date IS 'When the last of these steps was taken, from its first day where only month or year are stated; NULL for itself and where no date is known.';
COMMENT ON COLUMN body_lineage.ancestor_work IS 'Whose cases the ancestor had: a company had none of high risk, a division had no others.';
