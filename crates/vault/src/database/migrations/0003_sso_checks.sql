-- What a customer's SSO server came to when it was last checked: findings only, no secret.
CREATE TABLE sso_checks (
  app_id        INTEGER PRIMARY KEY REFERENCES apps (id) ON DELETE CASCADE,
  started_at_ms INTEGER NOT NULL,
  body          TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;
