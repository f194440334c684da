-- Content-addressed versions: catalogues (their CBOR) and policies (their files). A version is
-- unbound until the trail has the entry that names it.
CREATE TABLE versions (
    kind TEXT NOT NULL CHECK (kind IN ('catalogue', 'policy')),
    version BLOB NOT NULL CHECK (length(version) = 32),
    body BLOB NOT NULL,
    PRIMARY KEY (kind, version)
) STRICT, WITHOUT ROWID;

-- Which version came into force by which entry; the last one of a kind is in force. A version can
-- come back.
CREATE TABLE version_bindings (
    entry INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    version BLOB NOT NULL,
    FOREIGN KEY (kind, version) REFERENCES versions (kind, version)
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
