-- A channel of LINE has several assertion keys: a new one is registered before the old one goes.
-- kid is empty until LINE's console has given it.
CREATE TABLE channel_keys (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id        INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  kid           TEXT    NOT NULL DEFAULT '',
  pkcs8         BLOB    NOT NULL,
  report        TEXT    NOT NULL CHECK (json_valid(report)),
  made_at       INTEGER NOT NULL,
  registered_at INTEGER,
  proved_at     INTEGER
) STRICT;

CREATE INDEX channel_keys_by_app ON channel_keys (app_id, id);

-- The ledger. A stateless token is not kept: it lives for fifteen minutes, and in memory only.
CREATE TABLE channel_tokens (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  app_id INTEGER NOT NULL REFERENCES apps (id) ON DELETE CASCADE,
  token  BLOB,
  facts  TEXT    NOT NULL CHECK (json_valid(facts)),
  run_id INTEGER REFERENCES runs (id) ON DELETE SET NULL
) STRICT;

CREATE INDEX channel_tokens_by_app ON channel_tokens (app_id, id);
