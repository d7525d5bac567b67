-- Who is inspected, under what standards. Reviewed reference data; each row names where it was read.

CREATE TABLE bodies (
    body_id VARCHAR PRIMARY KEY,
    body_name VARCHAR NOT NULL,
    body_kind body_kind NOT NULL,
    region_id VARCHAR,
    region_name VARCHAR,
    region_names VARCHAR,
    valid_from_date DATE,
    valid_to_date DATE,
    alias_names VARCHAR,
    owner_name VARCHAR,
    note VARCHAR,
    source_note VARCHAR NOT NULL
);
COMMENT ON TABLE bodies IS 'Services that are or were inspected: trusts to 2014, CRCs and NPS divisions to 2021, regions and PDUs since, youth justice services.';
COMMENT ON COLUMN bodies.body_id IS 'Stable name of the body.';
COMMENT ON COLUMN bodies.body_name IS 'Name of the body.';
COMMENT ON COLUMN bodies.body_kind IS 'What it is.';
COMMENT ON COLUMN bodies.region_id IS 'Probation region it is in or went over to; NULL where it is none or several.';
COMMENT ON COLUMN bodies.region_name IS 'Name of that region.';
COMMENT ON COLUMN bodies.region_names IS 'All regions it is in or went over to, separated by semicolons.';
COMMENT ON COLUMN bodies.valid_from_date IS 'First day it existed; NULL where no source states it.';
COMMENT ON COLUMN bodies.valid_to_date IS 'Last day it existed; NULL where it still does or no source states it.';
COMMENT ON COLUMN bodies.alias_names IS 'Other forms of its name in reports and news, separated by semicolons.';
COMMENT ON COLUMN bodies.owner_name IS 'Who ran it, in words; companies changed hands while they stayed the same body. NULL where not known.';
COMMENT ON COLUMN bodies.note IS 'What is uncertain about this row.';
COMMENT ON COLUMN bodies.source_note IS 'Where this was read; "memory" means not seen anywhere: check before relying on it.';

CREATE TABLE body_succession (
    predecessor_id VARCHAR NOT NULL,
    successor_id VARCHAR NOT NULL,
    succession_date DATE,
    succession_precision date_precision,
    succession_kind succession_kind NOT NULL,
    note VARCHAR,
    source_note VARCHAR NOT NULL,
    PRIMARY KEY (predecessor_id, successor_id)
);
COMMENT ON TABLE body_succession IS 'Which body took over the work of which, in the reorganisations of 2014, 2019 and 2021 and since.';
COMMENT ON COLUMN body_succession.predecessor_id IS 'Body that gave work over.';
COMMENT ON COLUMN body_succession.successor_id IS 'Body that took it over.';
COMMENT ON COLUMN body_succession.succession_date IS 'When; see succession_precision for how much of it is stated.';
COMMENT ON COLUMN body_succession.succession_precision IS 'Whether day, month or only year of the date is stated.';
COMMENT ON COLUMN body_succession.succession_kind IS 'Whether the predecessor was renamed, merged, split or absorbed; covers: it had the same ground beside the other.';
COMMENT ON COLUMN body_succession.note IS 'What went over, or what is uncertain.';
COMMENT ON COLUMN body_succession.source_note IS 'Where this was read.';

CREATE TABLE places (
    place_name VARCHAR NOT NULL,
    place_kind VARCHAR NOT NULL,
    body_id VARCHAR NOT NULL,
    valid_from_date DATE,
    valid_to_date DATE,
    share share NOT NULL,
    source_note VARCHAR NOT NULL
);
COMMENT ON TABLE places IS 'Counties, towns and districts, and the bodies that were responsible for them or a part of them, and when.';
COMMENT ON COLUMN places.place_name IS 'Name of the place.';
COMMENT ON COLUMN places.place_kind IS 'County, town, police area, district …';
COMMENT ON COLUMN places.body_id IS 'Body responsible for it, or for a part of it.';
COMMENT ON COLUMN places.valid_from_date IS 'First day it was; NULL where no source states it.';
COMMENT ON COLUMN places.valid_to_date IS 'Last day it was; NULL where it still is or no source states it.';
COMMENT ON COLUMN places.share IS 'Whether the body was responsible for the whole of it or for a part.';
COMMENT ON COLUMN places.source_note IS 'Where this was read, or what it was derived from.';

CREATE TABLE areas (
    area_id VARCHAR PRIMARY KEY,
    area_name VARCHAR NOT NULL,
    authority_name VARCHAR NOT NULL,
    part_name VARCHAR,
    source_note VARCHAR NOT NULL
);
COMMENT ON TABLE areas IS 'England and Wales cut into areas that no reorganisation cut across: authorities as of 2021, or the parts of them that lie in one PDU.';
COMMENT ON COLUMN areas.area_id IS 'Stable name of the area.';
COMMENT ON COLUMN areas.area_name IS 'Name for reading.';
COMMENT ON COLUMN areas.authority_name IS 'County, unitary authority, borough or Welsh authority it is, or lies in.';
COMMENT ON COLUMN areas.part_name IS 'Which part of the authority it is, named by the PDU; NULL where it is all of it.';
COMMENT ON COLUMN areas.source_note IS 'Where this was read, or what it was derived from.';

CREATE TABLE area_bodies (
    area_id VARCHAR NOT NULL,
    body_id VARCHAR NOT NULL,
    valid_from_date DATE,
    valid_to_date DATE,
    source_note VARCHAR NOT NULL,
    PRIMARY KEY (area_id, body_id)
);
COMMENT ON TABLE area_bodies IS 'Which trust, CRC, NPS division, region and PDU covered each area, and when.';
COMMENT ON COLUMN area_bodies.area_id IS 'The area.';
COMMENT ON COLUMN area_bodies.body_id IS 'Body that covered it.';
COMMENT ON COLUMN area_bodies.valid_from_date IS 'First day it did; NULL where no source states it.';
COMMENT ON COLUMN area_bodies.valid_to_date IS 'Last day it did; NULL where it still does or no source states it.';
COMMENT ON COLUMN area_bodies.source_note IS 'Where this was read, or what it was derived from.';

CREATE TABLE frameworks (
    framework framework PRIMARY KEY,
    framework_name VARCHAR NOT NULL,
    is_rated BOOLEAN NOT NULL,
    standard_count INTEGER NOT NULL
);
COMMENT ON TABLE frameworks IS 'The sets of standards the inspectorate has inspected under. Ratings of different frameworks are not like for like.';
COMMENT ON COLUMN frameworks.framework IS 'Programme and first year.';
COMMENT ON COLUMN frameworks.framework_name IS 'Name for reading.';
COMMENT ON COLUMN frameworks.is_rated IS 'Whether its reports print an overall rating. Where not, a NULL rating is right.';
COMMENT ON COLUMN frameworks.standard_count IS 'Number of its standards in `standards`.';

CREATE TABLE standards (
    standard_id VARCHAR PRIMARY KEY,
    framework framework NOT NULL,
    body_kind body_kind,
    standard_code VARCHAR,
    standard_name VARCHAR NOT NULL,
    alias_names VARCHAR,
    concept concept NOT NULL,
    points_max INTEGER,
    is_scored BOOLEAN NOT NULL,
    is_code_seen BOOLEAN NOT NULL,
    source_note VARCHAR NOT NULL
);
COMMENT ON TABLE standards IS 'The standards of every framework. Codes repeat across frameworks with other meanings: compare by concept.';
COMMENT ON COLUMN standards.standard_id IS 'Stable name of the row.';
COMMENT ON COLUMN standards.framework IS 'Framework it belongs to.';
COMMENT ON COLUMN standards.body_kind IS 'Kind of body it is for; NULL where for all of the framework.';
COMMENT ON COLUMN standards.standard_code IS 'Code as printed; NULL where no source shows one.';
COMMENT ON COLUMN standards.standard_name IS 'Name of the standard.';
COMMENT ON COLUMN standards.alias_names IS 'Other printed forms of the name, separated by semicolons.';
COMMENT ON COLUMN standards.concept IS 'What it asks about, the same word across frameworks.';
COMMENT ON COLUMN standards.points_max IS 'Points it can add to the score; NULL outside any score.';
COMMENT ON COLUMN standards.is_scored IS 'Whether it counts towards the overall score.';
COMMENT ON COLUMN standards.is_code_seen IS 'Whether the code was seen printed, rather than remembered.';
COMMENT ON COLUMN standards.source_note IS 'Where this was read.';
