#!/usr/bin/env bash
# Asks for an access token with a signed assertion, RFC 7523.
# Needs bash, curl 7.76 or newer and openssl.
# Set these first. A secret: read -rs NAME && export NAME. The file holds the private key in PEM.
⟦variables⟧
# Secrets reach curl by pipes, because anyone on a computer can list arguments.
(
  set -euo pipefail
  : ⟦checks⟧
  base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

  now=$(date +%s)
  header=⟦header⟧
  claims=⟦claims⟧
  message=$(printf %s "$header" | base64url).$(printf %s "$claims" | base64url)
  signature=$(printf %s "$message" | openssl dgst -sha256 -sign "$PRIVATE_KEY_FILE" | base64url)
  assertion=$message.$signature
⟦encoding⟧
  curl --silent --show-error --fail-with-body --globoff \
    --write-out '%{stderr}\nHTTP %{http_code}\n' \
⟦headers⟧
⟦fields⟧
    --url ⟦url⟧
)
