#!/usr/bin/env python3
# Asks for an access token with a signed assertion, RFC 7523.
# Needs Python 3.9 or newer and one package: python3 -m pip install cryptography
# Set these in the environment first. The file holds the private key in PEM:
⟦variables⟧
import base64
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding


def variable(name):
    return os.environ.get(name) or sys.exit(name + " is not set")


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


now = int(time.time())
header = {
⟦header⟧
}
claims = {
⟦claims⟧
}
message = ".".join(base64url(json.dumps(part).encode("utf-8")) for part in (header, claims))
with open(variable("PRIVATE_KEY_FILE"), "rb") as file:
    key = serialization.load_pem_private_key(file.read(), password=None)
signature = key.sign(message.encode("ascii"), padding.PKCS1v15(), hashes.SHA256())
assertion = message + "." + base64url(signature)

fields = [
⟦fields⟧
]
request = urllib.request.Request(
    ⟦url⟧,
    data=urllib.parse.urlencode(fields).encode("ascii"),
    headers={
⟦headers⟧
    },
)
try:
    answer = urllib.request.urlopen(request, timeout=30)
except urllib.error.HTTPError as refused:
    answer = refused
print("HTTP", answer.status, file=sys.stderr)
print(answer.read().decode("utf-8", "replace"))
sys.exit(0 if answer.status == 200 else 1)
