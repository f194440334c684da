-- How far this file knows the trail: the last entry known to be durable, and how many entries were
-- announced since. No row: nothing was announced yet.
CREATE TABLE trail_mark (
    one       INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    entry     INTEGER,
    leaf_hash BLOB CHECK (leaf_hash IS NULL OR length(leaf_hash) = 32),
    announced INTEGER NOT NULL CHECK (announced >= 0),
    CHECK ((entry IS NULL) = (leaf_hash IS NULL))
) STRICT;

-- The highest request number of a year that the trail has, where this file lost the request.
CREATE TABLE request_numbers (
    year INTEGER NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;
