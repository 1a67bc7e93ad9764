#!/usr/bin/env bash
# Sends a token that was issued before to the server.
# Needs bash and curl 7.76 or newer.
# Set these first, for example: read -rs CLIENT_SECRET && export CLIENT_SECRET
⟦variables⟧
# Secrets reach curl by pipes, because anyone on a computer can list arguments.
(
  set -euo pipefail
  : ⟦checks⟧
⟦encoding⟧
  curl --silent --show-error --fail-with-body --globoff \
    --write-out '%{stderr}\nHTTP %{http_code}\n' \
⟦headers⟧
⟦fields⟧
    --url ⟦url⟧
)
