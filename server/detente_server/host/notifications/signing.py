"""How a webhook's notifications are signed, as standardwebhooks.com has it.

Owns: secrets, and the headers of a post.
Does not know: what is posted, and where.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from detente_server.host.environment import Environment

SECRET_PREFIX = "whsec_"


def new_secret(environment: Environment) -> str:
    """What a webhook's notifications are signed with, as its receiver is given it."""
    return SECRET_PREFIX + base64.b64encode(environment.random_bytes(24)).decode()


def signed(id: str, at_s: int, body: bytes, secret: str) -> dict[str, str]:
    """The headers of one post: id, time, and HMAC-SHA256 over ``id.time.body`` (standardwebhooks.com)."""
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error:
        key = secret.encode()
    mac = hmac.new(key, f"{id}.{at_s}.".encode() + body, hashlib.sha256).digest()
    return {
        "Idempotency-Key": id,
        "Webhook-Id": id,
        "Webhook-Timestamp": str(at_s),
        "Webhook-Signature": "v1," + base64.b64encode(mac).decode(),
    }
