user_version 3

CREATE TABLE activity (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  at     INTEGER NOT NULL,
  kind   TEXT    NOT NULL,
  params TEXT    NOT NULL CHECK (json_valid(params)),
  run_id INTEGER REFERENCES runs (id) ON DELETE CASCADE
) STRICT

CREATE TABLE apps (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  version     INTEGER NOT NULL CHECK (version >= 1),
  kind        TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  tags        TEXT    NOT NULL CHECK (json_valid(tags)),
  owner       TEXT    NOT NULL,
  notes       TEXT    NOT NULL,
  body        TEXT    NOT NULL CHECK (json_valid(body)),
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  archived_at INTEGER,
  deleted_at  INTEGER
) STRICT

CREATE TABLE channel_keys (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id        INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  kid           TEXT    NOT NULL DEFAULT '',
  pkcs8         BLOB    NOT NULL,
  report        TEXT    NOT NULL CHECK (json_valid(report)),
  made_at       INTEGER NOT NULL,
  registered_at INTEGER,
  proved_at     INTEGER
) STRICT

CREATE TABLE channel_tokens (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  token  BLOB,
  facts  TEXT    NOT NULL CHECK (json_valid(facts)),
  run_id INTEGER REFERENCES runs (id) ON DELETE SET NULL
) STRICT

CREATE TABLE keys (
  app_id      INTEGER PRIMARY KEY REFERENCES apps (id) ON DELETE CASCADE,
  pkcs8       BLOB    NOT NULL,
  report      TEXT    NOT NULL CHECK (json_valid(report)),
  file_name   TEXT,
  file_folder TEXT,
  imported_at INTEGER NOT NULL
) STRICT

CREATE TABLE runs (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id        INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  app_name      TEXT    NOT NULL DEFAULT '',
  flow          TEXT    NOT NULL DEFAULT '',
  started_at_ms INTEGER NOT NULL DEFAULT 0,
  duration_us   INTEGER NOT NULL DEFAULT 0,
  outcome       TEXT    NOT NULL DEFAULT 'running',
  cause         TEXT,
  http_status   INTEGER,
  key_sha256    TEXT,
  body          TEXT CHECK (body IS NULL OR json_valid(body))
) STRICT

CREATE TABLE secrets (
  app_id     INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  field      TEXT    NOT NULL,
  value      BLOB    NOT NULL,
  kept_since INTEGER NOT NULL,
  PRIMARY KEY (app_id, field)
) STRICT, WITHOUT ROWID

CREATE TABLE settings (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID

CREATE TABLE sqlite_sequence(name,seq)

CREATE TABLE sso_checks (
  app_id        INTEGER PRIMARY KEY REFERENCES apps (id) ON DELETE CASCADE,
  started_at_ms INTEGER NOT NULL,
  body          TEXT    NOT NULL CHECK (json_valid(body))
) STRICT

CREATE INDEX activity_by_app ON activity (app_id, id)

CREATE INDEX activity_by_run ON activity (run_id) WHERE run_id IS NOT NULL

CREATE INDEX channel_keys_by_app ON channel_keys (app_id, id)

CREATE INDEX channel_tokens_by_app ON channel_tokens (app_id, id)

CREATE INDEX runs_by_app ON runs (app_id, id)
