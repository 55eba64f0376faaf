"""An ICC profile of display type with the primaries and the gamma of Adobe RGB (1998)."""
import struct


def _fixed(value):
    return struct.pack(">i", round(value * 65536))


def _xyz(x, y, z):
    return b"XYZ \0\0\0\0" + _fixed(x) + _fixed(y) + _fixed(z)


def wide_gamut():
    text = b"text\0\0\0\0test\0\0\0\0"
    name = b"Wide gamut\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 0x0233) + bytes(2)
    tags = [
        (b"cprt", text),
        (b"desc", description + bytes(-len(description) % 4)),
        (b"wtpt", _xyz(0.9505, 1.0, 1.0891)),
        (b"rXYZ", _xyz(0.60974, 0.31111, 0.01947)),
        (b"gXYZ", _xyz(0.20528, 0.62567, 0.06087)),
        (b"bXYZ", _xyz(0.14919, 0.06322, 0.74457)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    ]
    offset = 128 + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    for tag, content in tags:
        table += tag + struct.pack(">II", offset + len(data), len(content))
        data += content
    header = struct.pack(">I", 128 + len(table) + len(data)) + b"none" + bytes.fromhex("02100000")
    header += b"mntrRGB XYZ " + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += _fixed(0.9642) + _fixed(1.0) + _fixed(0.8249)
    return header + bytes(128 - len(header)) + table + data
