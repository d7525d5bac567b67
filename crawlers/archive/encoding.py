"""Taking a body's content-encoding off, the same way when writing to the archive and when reading from it."""

from __future__ import annotations

from io import BytesIO

from warcio.bufferedreaders import BufferedReader

MAX_PAYLOAD_BYTES = 256 * 1024 * 1024
"""No report comes near this; a body that unpacks to more is an attack or a mistake."""


class UndecodableBodyError(ValueError):
    """The body has an encoding that nobody asked for, or unpacks to more than the limit."""


def decoded(body: bytes, content_encoding: str | None, *, limit: int = MAX_PAYLOAD_BYTES) -> bytes:
    """The payload of a body, by warcio's decoders (gzip, deflate, brotli).

    Raises UndecodableBodyError for an encoding that is not known: a hash over encoded bytes would change
    whenever the server compresses differently. A body that is not compressed at all, whatever its header
    says, is its own payload.
    """
    encoding = (content_encoding or "identity").strip().lower().removeprefix("x-")
    if encoding == "identity":
        return body
    if encoding not in BufferedReader.get_supported_decompressors():
        raise UndecodableBodyError(f"the body is encoded as {encoding!r}, which we cannot read")
    payload: bytes = BufferedReader(BytesIO(body), decomp_type=encoding).read(limit + 1)
    if len(payload) > limit:
        raise UndecodableBodyError(f"the body unpacks to more than {limit} bytes")
    return payload
