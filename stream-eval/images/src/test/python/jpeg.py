"""A writer of baseline JPEG files of any components, sampling factors and markers, after ITU-T T.81."""
import struct

import numpy as np

# Annex K.3: lengths and values of the typical Huffman tables for luminance.
DC_LENGTHS = bytes([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
DC_VALUES = bytes(range(12))
ZIGZAG = sorted(range(64), key=lambda i: (i // 8 + i % 8, i % 8 if (i // 8 + i % 8) % 2 == 0 else i // 8))
# Every value of an AC table with a code of 8 bits: valid, and simpler than the typical one.
AC_VALUES = bytes([0x00, 0xF0] + [r << 4 | s for r in range(16) for s in range(1, 11)])
AC_LENGTHS = bytes([0, 0, 0, 0, 0, 0, 0, len(AC_VALUES)] + [0] * 8)

APP0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"


def segment(marker, content):
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def adobe(transform):
    return segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([transform]))


def exif(orientation):
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">H", 1) + entry + bytes(4))


def profile(icc):
    return segment(0xE2, b"ICC_PROFILE\0\1\1" + icc)


def ycc(rgb):
    """JFIF's Y, Cb, Cr of samples R, G, B."""
    r, g, b = (rgb[..., i].astype(float) for i in range(3))
    y = 0.299 * r + 0.587 * g + 0.114 * b
    return np.stack([y, 128 + (b - y) / 1.772, 128 + (r - y) / 1.402], axis=-1)


def _codes(lengths, values):
    codes, code, next_value = {}, 0, 0
    for length in range(1, 17):
        for _ in range(lengths[length - 1]):
            codes[values[next_value]] = (code, length)
            code, next_value = code + 1, next_value + 1
        code <<= 1
    return codes


_DC, _AC = _codes(DC_LENGTHS, DC_VALUES), _codes(AC_LENGTHS, AC_VALUES)
_COS = np.array([[(0.5 if u else 0.5 / 2**0.5) * np.cos((2 * x + 1) * u * np.pi / 16) for x in range(8)] for u in range(8)])


class _Bits:
    def __init__(self):
        self.text = []

    def put(self, code, length):
        if length:
            self.text.append(format(code, "0%db" % length))

    def number(self, value):
        size = int(abs(value)).bit_length()
        self.put(value if value >= 0 else value + (1 << size) - 1, size)

    def bytes(self):
        text = "".join(self.text)
        text += "1" * (-len(text) % 8)
        return bytes(int(text[i : i + 8], 2) for i in range(0, len(text), 8)).replace(b"\xff", b"\xff\0")


def _block(bits, block, quantum, previous):
    coefficients = np.rint(_COS @ (block - 128.0) @ _COS.T / quantum).astype(int).reshape(-1)
    difference = int(coefficients[0]) - previous
    bits.put(*_DC[difference.bit_length()])
    bits.number(difference)
    run = 0
    for i in ZIGZAG[1:]:
        value = int(coefficients[i])
        if value == 0:
            run += 1
            continue
        while run > 15:
            bits.put(*_AC[0xF0])
            run -= 16
        bits.put(*_AC[run << 4 | value.bit_length()])
        bits.number(value)
        run = 0
    if run:
        bits.put(*_AC[0])
    return int(coefficients[0])


def _plane(component, width, height, factors, largest):
    """A component averaged down to its sampling factors and repeated up to whole MCUs."""
    (h, v), (hmax, vmax) = factors, largest
    columns, rows = -(-width // (8 * hmax)) * 8 * hmax, -(-height // (8 * vmax)) * 8 * vmax
    full = np.pad(component, ((0, rows - height), (0, columns - width)), mode="edge")
    return full.reshape(rows * v // vmax, vmax // v, columns * h // hmax, hmax // h).mean(axis=(1, 3))


def file(components, factors=None, ids=None, before=APP0, quantum=6, restart=0, separate=False, after=b"", wide_tables=False):
    """
    components: [height, width, component], as they are stored
    factors: horizontal and vertical sampling factor of each component
    before: segments before the tables
    restart: MCUs between restart markers, 0 for none
    separate: a scan for each component
    after: bytes after the end
    wide_tables: quantisation of 16 bits, in an extended sequential frame
    """
    height, width, count = components.shape
    factors = factors or [(1, 1)] * count
    ids = ids or list(range(1, count + 1))
    largest = max(h for h, _ in factors), max(v for _, v in factors)
    tables = b"\x10" + struct.pack(">H", quantum) * 64 if wide_tables else b"\0" + bytes([quantum]) * 64
    frame = struct.pack(">BHHB", 8, height, width, count)
    frame += b"".join(bytes([ids[i], factors[i][0] << 4 | factors[i][1], 0]) for i in range(count))
    data = b"\xff\xd8" + before + segment(0xDB, tables) + segment(0xC1 if wide_tables else 0xC0, frame)
    data += segment(0xC4, b"\0" + DC_LENGTHS + DC_VALUES) + segment(0xC4, b"\x10" + AC_LENGTHS + AC_VALUES)
    if restart:
        data += segment(0xDD, struct.pack(">H", restart))
    planes = [_plane(components[..., i], width, height, factors[i], largest) for i in range(count)]
    for scan in [[i] for i in range(count)] if separate else [list(range(count))]:
        data += segment(0xDA, bytes([len(scan)]) + b"".join(bytes([ids[i], 0]) for i in scan) + b"\0\x3f\0")
        data += _entropy(scan, planes, factors, largest, width, height, quantum, restart)
    return data + b"\xff\xd9" + after


def _entropy(scan, planes, factors, largest, width, height, quantum, restart):
    if len(scan) == 1:
        # A scan of one component has only the blocks that the component's own size needs.
        h, v = factors[scan[0]]
        columns = -(-(-(-width * h // largest[0])) // 8)
        rows = -(-(-(-height * v // largest[1])) // 8)
        steps = [(1, 1)]
    else:
        columns, rows = -(-width // (8 * largest[0])), -(-height // (8 * largest[1]))
        steps = [factors[i] for i in scan]
    data, bits, previous = b"", _Bits(), dict.fromkeys(scan, 0)
    for mcu in range(columns * rows):
        if restart and mcu and mcu % restart == 0:
            data += bits.bytes() + bytes([0xFF, 0xD0 + (mcu // restart - 1) % 8])
            bits, previous = _Bits(), dict.fromkeys(scan, 0)
        for i, (h, v) in zip(scan, steps):
            for y in range(mcu // columns * v, mcu // columns * v + v):
                for x in range(mcu % columns * h, mcu % columns * h + h):
                    block = planes[i][8 * y : 8 * y + 8, 8 * x : 8 * x + 8]
                    previous[i] = _block(bits, block, quantum, previous[i])
    return data + bits.bytes()
