"""A writer of PNG files of every kind, after the specification (ISO/IEC 15948)."""
import struct
import zlib

import numpy as np

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(name, content, checksum=None):
    if checksum is None:
        checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def header(width, height, depth, colour, interlaced=False):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced)))


def _packed(row, depth):
    """Bytes of the samples of a row, [width, channel]."""
    flat = row.reshape(-1)
    if depth == 16:
        return flat.astype(">u2").tobytes()
    if depth == 8:
        return flat.astype(np.uint8).tobytes()
    bits = ((flat[:, None] >> np.arange(depth - 1, -1, -1)) & 1).astype(np.uint8)
    return np.packbits(bits.reshape(-1)).tobytes()


def _paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def _filtered(row, above, kind, step):
    result = bytearray([kind])
    for i, value in enumerate(row):
        left = row[i - step] if i >= step else 0
        up = above[i]
        corner = above[i - step] if i >= step else 0
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        result.append((value - guess) & 255)
    return bytes(result)


def _scan(samples, depth):
    """Filtered rows of one pass; every kind of filter has its turn."""
    if samples.shape[0] == 0 or samples.shape[1] == 0:
        return b""
    step = max(1, samples.shape[2] * depth // 8)
    rows, above = b"", None
    for y in range(samples.shape[0]):
        row = _packed(samples[y], depth)
        rows += _filtered(row, above or bytes(len(row)), (y + 4) % 5, step)
        above = row
    return rows


def scan(samples, depth, interlaced=False):
    """The bytes that are compressed to the IDAT chunks."""
    if not interlaced:
        return _scan(samples, depth)
    return b"".join(_scan(samples[y::dy, x::dx], depth) for x, y, dx, dy in ADAM7)


def file(samples, depth, colour, interlaced=False, before=b"", after=b"", parts=2):
    """
    before: chunks between the header and the pixels
    after: chunks between the pixels and the end
    parts: the number of IDAT chunks
    """
    height, width, _ = samples.shape
    data = zlib.compress(scan(samples, depth, interlaced))
    cut = -(-len(data) // parts)
    pixels = b"".join(chunk(b"IDAT", data[i * cut : (i + 1) * cut]) for i in range(parts))
    return SIGNATURE + header(width, height, depth, colour, interlaced) + before + pixels + after + chunk(b"IEND", b"")
