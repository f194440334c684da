-- Catalogue versions by digest. Unbound until the trail has the entry that names the version.
CREATE TABLE catalogues (
    version BLOB NOT NULL PRIMARY KEY CHECK (length(version) = 32),
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Which version came into force by which entry; the last one is in force. A version can come back.
CREATE TABLE catalogue_bindings (
    entry INTEGER NOT NULL PRIMARY KEY,
    version BLOB NOT NULL REFERENCES catalogues (version)
) STRICT;

-- Policy versions: the files as they were when the entry was written.
CREATE TABLE policies (
    version BLOB NOT NULL PRIMARY KEY CHECK (length(version) = 32),
    files BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_bindings (
    entry INTEGER NOT NULL PRIMARY KEY,
    version BLOB NOT NULL REFERENCES policies (version)
) STRICT;

-- One wrapped key for each request; NULL once it was destroyed.
CREATE TABLE request_keys (
    request TEXT NOT NULL PRIMARY KEY,
    wrapped BLOB
) STRICT, WITHOUT ROWID;

-- Answers to POSTs that carried an Idempotency-Key, sealed; bounded in number and age.
CREATE TABLE idempotency (
    key_digest BLOB NOT NULL PRIMARY KEY CHECK (length(key_digest) = 32),
    request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
    reply BLOB NOT NULL,
    at_seconds INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_at ON idempotency (at_seconds);
