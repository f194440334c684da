-- Requests of data subjects. What is personal lies sealed in request_bodies under the request's key;
-- the clear columns hold ids, dates, states and the names of staff and tokens.
CREATE TABLE requests (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,
    state      TEXT NOT NULL,
    received   TEXT NOT NULL,
    due        TEXT NOT NULL,
    channel    TEXT NOT NULL,
    language   TEXT NOT NULL,
    created_ns INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    closed_ns  INTEGER,
    ground     TEXT NOT NULL DEFAULT '',
    plan       BLOB,
    open_matches INTEGER NOT NULL DEFAULT 0,
    run_by     TEXT NOT NULL DEFAULT '',
    body_state TEXT NOT NULL DEFAULT 'sealed',
    after_size INTEGER NOT NULL,
    entry      INTEGER
) STRICT;

CREATE TABLE request_bodies (
    request TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    name    TEXT NOT NULL,
    sealed  BLOB NOT NULL,
    PRIMARY KEY (request, name)
) STRICT;

CREATE TABLE request_verdicts (
    request  TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    match_id TEXT NOT NULL,
    verdict  TEXT NOT NULL,
    actor    TEXT NOT NULL,
    PRIMARY KEY (request, match_id)
) STRICT;

-- A plan, approval or step counts from the moment its trail entry is durable; before, entry is NULL
-- and start-up looks for it from after_size on.
CREATE TABLE request_plans (
    request    TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    digest     BLOB NOT NULL,
    made_by    TEXT NOT NULL,
    after_size INTEGER NOT NULL,
    entry      INTEGER,
    PRIMARY KEY (request, digest)
) STRICT;

CREATE TABLE request_approvals (
    request    TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    digest     BLOB NOT NULL,
    approver   TEXT NOT NULL,
    after_size INTEGER NOT NULL,
    entry      INTEGER,
    PRIMARY KEY (request, digest, approver)
) STRICT;

-- What the trail says of each step of the plan in force; rebuilt from the trail at each run.
CREATE TABLE request_steps (
    request TEXT NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    digest  BLOB NOT NULL,
    number  INTEGER NOT NULL,
    state   TEXT NOT NULL,
    intent  INTEGER,
    outcome INTEGER,
    what    TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (request, digest, number)
) STRICT;
