"""Gets a service-account token: what an administrator's own script would do.

Arguments: base address, client ID, service account, scopes, file of the client secret, key file.
"""

import sys
import time

import jwt
import requests

base, client_id, account, scope, secret_file, key_file = sys.argv[1:]
now = int(time.time())
claims = {"iss": client_id, "sub": account, "iat": now, "exp": now + 3600}
with open(key_file, encoding="ascii") as file:
    assertion = jwt.encode(claims, file.read(), algorithm="RS256")
with open(secret_file, encoding="ascii") as file:
    secret = file.read().strip()
answer = requests.post(
    base + "/oauth2/v2.0/token",
    data={
        "assertion": assertion,
        "grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "client_id": client_id,
        "client_secret": secret,
        "scope": scope,
    },
    timeout=30,
)
answer.raise_for_status()
assert answer.json()["access_token"]
