#!/usr/bin/env bash
# Asks for an access token with a signed assertion, RFC 7523.
# Needs bash, curl 7.76 or newer and openssl.
# Set these two first. The file holds the private key of the app in PEM.
#   read -rs CLIENT_SECRET && export CLIENT_SECRET
#   export PRIVATE_KEY_FILE=private.key
# Secrets reach curl by pipes, because anyone on a computer can list arguments.
(
  set -euo pipefail
  : "${CLIENT_SECRET:?is not set}" "${PRIVATE_KEY_FILE:?is not set}"
  base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

  now=$(date +%s)
  header=⟦header⟧
  claims=⟦claims⟧
  message=$(printf %s "$header" | base64url).$(printf %s "$claims" | base64url)
  signature=$(printf %s "$message" | openssl dgst -sha256 -sign "$PRIVATE_KEY_FILE" | base64url)
  assertion=$message.$signature

  curl --silent --show-error --fail-with-body --globoff \
    --write-out '%{stderr}\nHTTP %{http_code}\n' \
⟦headers⟧
⟦fields⟧
    --url ⟦url⟧
)
