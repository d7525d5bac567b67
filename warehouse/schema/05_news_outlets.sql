CREATE TABLE outlets (
    outlet_id VARCHAR PRIMARY KEY,
    outlet_name VARCHAR NOT NULL,
    publisher_name VARCHAR,
    domain_name VARCHAR NOT NULL,
    platform VARCHAR,
    policy VARCHAR
);
COMMENT ON TABLE outlets IS 'Newspapers and sites that are read now. Stories of others may be here too, taken in from elsewhere.';
COMMENT ON COLUMN outlets.outlet_id IS 'Short name, as in sources.';
COMMENT ON COLUMN outlets.outlet_name IS 'Name as people know it.';
COMMENT ON COLUMN outlets.publisher_name IS 'Who publishes it; NULL where that was not looked up.';
COMMENT ON COLUMN outlets.domain_name IS 'Host name of its pages.';
COMMENT ON COLUMN outlets.platform IS 'Whose system it is on.';
COMMENT ON COLUMN outlets.policy IS 'What may be stored: full_text, snippet or link_only.';

CREATE TABLE outlet_areas (
    outlet_id VARCHAR NOT NULL,
    district_name VARCHAR NOT NULL,
    PRIMARY KEY (outlet_id, district_name)
);
COMMENT ON TABLE outlet_areas IS 'Local authority districts that each outlet serves, from general knowledge of its patch.';
COMMENT ON COLUMN outlet_areas.outlet_id IS 'The outlet.';
COMMENT ON COLUMN outlet_areas.district_name IS 'Official name of a district.';

CREATE TABLE body_districts (
    body_id VARCHAR NOT NULL,
    district_name VARCHAR NOT NULL,
    is_sure BOOLEAN NOT NULL,
    PRIMARY KEY (body_id, district_name)
);
COMMENT ON TABLE body_districts IS 'Local authority districts, as they are now, that each body served; derived from areas.';
COMMENT ON COLUMN body_districts.body_id IS 'The body.';
COMMENT ON COLUMN body_districts.district_name IS 'Official name of a district.';
COMMENT ON COLUMN body_districts.is_sure IS 'False where a county is divided between units and it is not known here in which the district is.';

CREATE TABLE outlet_readings (
    outlet_id VARCHAR NOT NULL,
    read_date DATE NOT NULL,
    PRIMARY KEY (outlet_id, read_date)
);
COMMENT ON TABLE outlet_readings IS 'For each report and each title that serves its ground, the first day in the weeks after on which a list of the title was read (feed, news sitemap, search). Only then can it be said that it did not cover it.';
COMMENT ON COLUMN outlet_readings.outlet_id IS 'The outlet.';
COMMENT ON COLUMN outlet_readings.read_date IS 'Day of the run that read it.';
