"""Every kind of image file that is compared with Pillow: (name, what it is, bytes)."""
import io
import struct
import zlib

import numpy as np
from PIL import Image

import icc
import jpeg
import picture
import png

WIDTH, HEIGHT = 17, 13
DEPTHS = {png.GREY: (1, 2, 4, 8, 16), png.RGB: (8, 16), png.PALETTE: (1, 2, 4, 8), png.GREY_ALPHA: (8, 16), png.RGBA: (8, 16)}
COLOURS = {png.GREY: "grey", png.RGB: "RGB", png.PALETTE: "palette", png.GREY_ALPHA: "grey with alpha", png.RGBA: "RGBA"}


def all_kinds():
    yield from png_kinds()
    yield from jpeg_kinds()
    yield from damaged_kinds()
    yield from other_kinds()


def _png(colour=png.RGB, depth=8, **options):
    samples = picture.samples(WIDTH, HEIGHT, png.CHANNELS[colour], (1 << depth) - 1)
    return png.file(samples, depth, colour, **options)


def png_kinds():
    for colour, depths in DEPTHS.items():
        for depth in depths:
            for interlaced in (False, True):
                before = png.chunk(b"PLTE", picture.palette(1 << depth)) if colour == png.PALETTE else b""
                name = "%s-%d%s" % (COLOURS[colour].lower().replace(" with ", "-"), depth, "-interlaced" if interlaced else "")
                what = "%s, %d bit%s" % (COLOURS[colour], depth, ", interlaced" if interlaced else "")
                yield "png/%s.png" % name, "PNG, " + what, _png(colour, depth, interlaced=interlaced, before=before)
    palette = png.chunk(b"PLTE", picture.palette(256))
    transparency = {
        "grey-1": (png.GREY, 1, b"\0\1"),
        "grey-8": (png.GREY, 8, b"\0\x28"),
        "grey-16": (png.GREY, 16, b"\x28\0"),
        "rgb-8": (png.RGB, 8, struct.pack(">3H", 0, 31, 62)),
        "rgb-16": (png.RGB, 16, struct.pack(">3H", 0, 31 << 8, 62 << 8)),
        "palette-8": (png.PALETTE, 8, bytes(range(0, 200, 2))),
    }
    for name, (colour, depth, values) in transparency.items():
        before = (palette if colour == png.PALETTE else b"") + png.chunk(b"tRNS", values)
        yield "png/%s-transparency.png" % name, "PNG, %s, %d bit, transparent colour" % (COLOURS[colour], depth), _png(colour, depth, before=before)
    short = png.chunk(b"PLTE", picture.palette(40))
    yield "png/palette-8-short.png", "PNG, palette of 40 colours, indices up to 255", _png(png.PALETTE, before=short)
    yield "png/palette-8-empty.png", "PNG, palette missing", _png(png.PALETTE)
    chunks = {
        "gamma": ("gamma of 1", png.chunk(b"gAMA", struct.pack(">I", 100000))),
        "srgb": ("sRGB chunk", png.chunk(b"sRGB", b"\0")),
        "chromaticities": ("chromaticities of a wide gamut", png.chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000))),
        "profile": ("embedded profile of a wide gamut", png.chunk(b"iCCP", b"wide\0\0" + zlib.compress(icc.wide_gamut()))),
        "broken-profile": ("embedded profile that is broken", png.chunk(b"iCCP", b"wide\0\0" + zlib.compress(b"nothing"))),
        "significant-bits": ("5 significant bits", png.chunk(b"sBIT", b"\5\5\5")),
        "background": ("background colour", png.chunk(b"bKGD", bytes(6))),
        "suggested-palette": ("suggested palette", palette),
        "exif-orientation": ("EXIF orientation of 6", png.chunk(b"eXIf", jpeg.exif(6)[10:])),
        "text": ("text", png.chunk(b"tEXt", b"Comment\0\xe9") + png.chunk(b"tIME", b"\7\xd0\1\1\0\0\0")),
        "unknown-chunk": ("unknown ancillary chunk", png.chunk(b"teSt", bytes(9))),
        "animated": ("animation", png.chunk(b"acTL", struct.pack(">II", 1, 0)) + png.chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, WIDTH, HEIGHT, 0, 0, 1, 10, 0, 0))),
    }
    for name, (what, before) in chunks.items():
        yield "png/rgb-8-%s.png" % name, "PNG, RGB, 8 bit, " + what, _png(before=before)
    grey_profile = png.chunk(b"gAMA", struct.pack(">I", 100000))
    yield "png/grey-8-gamma.png", "PNG, grey, 8 bit, gamma of 1", _png(png.GREY, before=grey_profile)
    yield "png/rgb-8-many-parts.png", "PNG, RGB, 8 bit, 40 IDAT chunks", _png(parts=40)
    yield "png/rgb-8-text-after.png", "PNG, RGB, 8 bit, text after the pixels", _png(after=png.chunk(b"tEXt", b"a\0b"))
    yield "png/rgb-8-trailing.png", "PNG, RGB, 8 bit, bytes after the end", _png() + b"trailing"
    for width, height in ((1, 1), (2, 3), (3, 2), (1, 9), (5, 5)):
        samples = picture.samples(width, height, 3)
        yield "png/rgb-8-interlaced-%dx%d.png" % (width, height), "PNG, RGB, 8 bit, interlaced, %dx%d" % (width, height), png.file(samples, 8, png.RGB, True)


SAMPLINGS = {
    "444": [(1, 1), (1, 1), (1, 1)],
    "422": [(2, 1), (1, 1), (1, 1)],
    "420": [(2, 2), (1, 1), (1, 1)],
    "440": [(1, 2), (1, 1), (1, 1)],
    "411": [(4, 1), (1, 1), (1, 1)],
    "410": [(4, 2), (1, 1), (1, 1)],
    "441": [(1, 4), (1, 1), (1, 1)],
}


def _jpeg(width=WIDTH, height=HEIGHT, **options):
    return jpeg.file(jpeg.ycc(picture.smooth(width, height, 3)), **options)


def _pillow(form, mode="RGB", **options):
    target = io.BytesIO()
    samples = picture.smooth(WIDTH, HEIGHT, len(mode) if mode != "L" else 1).astype(np.uint8)
    Image.fromarray(samples if mode != "L" else samples[..., 0], mode).save(target, form, **options)
    return target.getvalue()


def jpeg_kinds():
    grey = picture.smooth(WIDTH, HEIGHT, 1)
    rgb = picture.smooth(WIDTH, HEIGHT, 3)
    four = picture.smooth(WIDTH, HEIGHT, 4)
    cb_only = [(2, 2), (1, 2), (2, 1)]
    yield "jpeg/grey.jpg", "JPEG, grey", jpeg.file(grey)
    yield "jpeg/grey-factors.jpg", "JPEG, grey, sampling factors 2x2", jpeg.file(grey, [(2, 2)])
    for name, factors in SAMPLINGS.items():
        dotted = ":".join(name)
        yield "jpeg/%s.jpg" % name, "JPEG, YCbCr %s" % dotted, _jpeg(factors=factors)
        yield "jpeg/%s-restart.jpg" % name, "JPEG, YCbCr %s, restart markers, scan for each component" % dotted, _jpeg(factors=factors, restart=1, separate=True)
        for width, height in ((1, 1), (2, 2), (3, 5), (5, 3), (16, 16), (33, 31)):
            yield "jpeg/%s-%dx%d.jpg" % (name, width, height), "JPEG, YCbCr %s, %dx%d" % (dotted, width, height), _jpeg(width, height, factors=factors)
    yield "jpeg/mixed-factors.jpg", "JPEG, Cb halved horizontally, Cr vertically", _jpeg(factors=cb_only)
    yield "jpeg/luma-halved.jpg", "JPEG, luma halved, chroma whole", _jpeg(factors=[(1, 1), (2, 2), (2, 2)])
    yield "jpeg/fractional-factors.jpg", "JPEG, sampling factors 3:2", _jpeg().replace(b"\1\x11\0\2\x11\0\3\x11\0", b"\1\x31\0\2\x21\0\3\x21\0", 1)
    yield "jpeg/wide-tables.jpg", "JPEG, YCbCr 4:4:4, extended sequential, tables of 16 bits", _jpeg(wide_tables=True, quantum=6)
    yield "jpeg/no-marker.jpg", "JPEG, no marker, components 1, 2, 3", _jpeg(before=b"")
    yield "jpeg/no-marker-ids-0.jpg", "JPEG, no marker, components 0, 1, 2", _jpeg(before=b"", ids=[0, 1, 2])
    yield "jpeg/no-marker-ids-rgb.jpg", "JPEG, no marker, components R, G, B", jpeg.file(rgb, before=b"", ids=[82, 71, 66])
    yield "jpeg/jfif-ids-rgb.jpg", "JPEG, JFIF, components R, G, B", _jpeg(ids=[82, 71, 66])
    yield "jpeg/adobe-rgb.jpg", "JPEG, RGB (Adobe, transform 0)", jpeg.file(rgb, before=jpeg.adobe(0))
    yield "jpeg/adobe-rgb-420.jpg", "JPEG, RGB (Adobe, transform 0), second and third halved", jpeg.file(rgb, SAMPLINGS["420"], before=jpeg.adobe(0))
    yield "jpeg/adobe-ycc.jpg", "JPEG, YCbCr (Adobe, transform 1)", _jpeg(before=jpeg.adobe(1))
    yield "jpeg/adobe-unknown.jpg", "JPEG, YCbCr (Adobe, transform 7)", _jpeg(before=jpeg.adobe(7))
    yield "jpeg/jfif-adobe-rgb.jpg", "JPEG, JFIF and Adobe, transform 0", _jpeg(before=jpeg.APP0 + jpeg.adobe(0))
    yield "jpeg/not-adobe.jpg", "JPEG, an APP14 segment that is not Adobe's", _jpeg(before=jpeg.segment(0xEE, b"Other\0\x64\0\0\0\0\0"), ids=[5, 6, 7])
    yield "jpeg/cmyk.jpg", "JPEG, CMYK (Adobe, transform 0)", jpeg.file(four, before=jpeg.adobe(0))
    yield "jpeg/cmyk-no-marker.jpg", "JPEG, CMYK, no marker", jpeg.file(four, before=b"")
    yield "jpeg/cmyk-jfif.jpg", "JPEG, CMYK, JFIF", jpeg.file(four)
    yield "jpeg/cmyk-halved.jpg", "JPEG, CMYK, second and third halved", jpeg.file(four, [(2, 2), (1, 1), (1, 1), (2, 2)], before=jpeg.adobe(0))
    ycck = np.concatenate([jpeg.ycc(255 - four[..., :3]), four[..., 3:]], axis=-1)
    yield "jpeg/ycck.jpg", "JPEG, YCCK (Adobe, transform 2)", jpeg.file(ycck, before=jpeg.adobe(2))
    yield "jpeg/ycck-420.jpg", "JPEG, YCCK 4:2:0 (Adobe, transform 2)", jpeg.file(ycck, [(2, 2), (1, 1), (1, 1), (2, 2)], before=jpeg.adobe(2))
    yield "jpeg/ycck-profile.jpg", "JPEG, YCCK, embedded profile", jpeg.file(ycck, before=jpeg.adobe(2) + jpeg.profile(icc.wide_gamut()))
    yield "jpeg/two-components.jpg", "JPEG, two components", jpeg.file(picture.smooth(WIDTH, HEIGHT, 2))
    yield "jpeg/profile.jpg", "JPEG, embedded profile of a wide gamut", _jpeg(before=jpeg.APP0 + jpeg.profile(icc.wide_gamut()))
    yield "jpeg/profile-grey.jpg", "JPEG, grey, embedded profile", jpeg.file(grey, before=jpeg.APP0 + jpeg.profile(icc.wide_gamut()))
    yield "jpeg/profile-broken.jpg", "JPEG, embedded profile that is broken", _jpeg(before=jpeg.APP0 + jpeg.profile(b"nothing"))
    yield "jpeg/exif-orientation.jpg", "JPEG, EXIF orientation of 6", _jpeg(before=jpeg.exif(6))
    yield "jpeg/jfif-thumbnail.jpg", "JPEG, JFIF with a thumbnail that is cut off", _jpeg(before=jpeg.segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\4\4"))
    yield "jpeg/comment.jpg", "JPEG, comment, fill bytes between segments", _jpeg(before=jpeg.APP0 + b"\xff\xff\xff" + jpeg.segment(0xFE, b"comment"))
    yield "jpeg/trailing.jpg", "JPEG, bytes after the end", _jpeg(after=b"trailing bytes")
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        yield "jpeg/progressive-%s.jpg" % name, "JPEG, progressive, YCbCr " + ":".join(name), _pillow("JPEG", subsampling=subsampling, progressive=True, quality=90)
    yield "jpeg/progressive-grey.jpg", "JPEG, progressive, grey", _pillow("JPEG", "L", progressive=True, quality=90)
    yield "jpeg/progressive-cmyk.jpg", "JPEG, progressive, CMYK", _pillow("JPEG", "CMYK", progressive=True, quality=90)
    yield "jpeg/arithmetic.jpg", "JPEG, arithmetic coding", _jpeg().replace(b"\xff\xc0", b"\xff\xc9", 1)
    yield "jpeg/lossless.jpg", "JPEG, lossless", _jpeg().replace(b"\xff\xc0", b"\xff\xc3", 1)
    yield "jpeg/12-bit.jpg", "JPEG, 12 bit", _jpeg().replace(b"\xff\xc0\0\x11\x08", b"\xff\xc1\0\x11\x0c", 1)


def damaged_kinds():
    whole = _png()
    pixels = whole.index(b"IDAT")
    yield "png/damaged-pixel-checksum.png", "PNG, wrong checksum of pixels", _png(parts=1)[:-13] + b"\0" + _png(parts=1)[-12:]
    yield "png/damaged-text-checksum.png", "PNG, wrong checksum of text", _png(before=png.chunk(b"tEXt", b"a\0b", 1))
    yield "png/damaged-header-checksum.png", "PNG, wrong checksum of the header", whole[:29] + b"\0\0\0\0" + whole[33:]
    yield "png/damaged-cut.png", "PNG, cut off in the middle", whole[: len(whole) // 2]
    yield "png/damaged-no-end.png", "PNG, no IEND", whole[:-12]
    yield "png/damaged-last-chunk.png", "PNG, cut off within the last IDAT", whole[:-20]
    samples = picture.samples(WIDTH, HEIGHT, 3)
    scan = png.scan(samples, 8)
    start = png.SIGNATURE + png.header(WIDTH, HEIGHT, 8, png.RGB)
    end = png.chunk(b"IEND", b"")

    def packed(content):
        return start + png.chunk(b"IDAT", content) + end

    yield "png/damaged-few-rows.png", "PNG, rows missing", packed(zlib.compress(scan[:-100]))
    yield "png/damaged-more-rows.png", "PNG, more rows than declared", packed(zlib.compress(scan + scan))
    yield "png/damaged-adler.png", "PNG, wrong checksum of the compressed data", packed(zlib.compress(scan)[:-4] + b"\1\2\3\4")
    yield "png/damaged-no-adler.png", "PNG, compressed data without its checksum", packed(zlib.compress(scan)[:-4])
    yield "png/damaged-filter.png", "PNG, unknown filter", packed(zlib.compress(b"\x07" + scan[1:]))
    yield "png/damaged-method.png", "PNG, unknown interlace method", png.SIGNATURE + png.chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 2)) + whole[33:]
    yield "png/damaged-depth.png", "PNG, RGB of 4 bit", png.SIGNATURE + png.header(WIDTH, HEIGHT, 4, png.RGB) + whole[33:]
    yield "png/damaged-empty.png", "PNG, no pixels", start + end
    yield "png/damaged-text-between.png", "PNG, text between the IDAT chunks", whole[:pixels - 4] + _between(whole[pixels - 4 :])
    photo = _jpeg(factors=SAMPLINGS["420"])
    yield "jpeg/damaged-cut.jpg", "JPEG, cut off in the middle of the pixels", photo[: len(photo) - 120]
    yield "jpeg/damaged-no-end.jpg", "JPEG, no end marker", photo[:-2]
    yield "jpeg/damaged-half-end.jpg", "JPEG, half of the end marker", photo[:-1]
    yield "jpeg/damaged-early-end.jpg", "JPEG, end marker before the last pixels", photo[:-120] + b"\xff\xd9"
    noise = bytearray(photo)
    noise[-90:-80] = bytes(range(10, 20))
    yield "jpeg/damaged-noise.jpg", "JPEG, ten bytes of the pixels changed", bytes(noise)
    yield "jpeg/damaged-header.jpg", "JPEG, cut off in the header", photo[:100]
    restart = _jpeg(restart=1)
    yield "jpeg/damaged-restart.jpg", "JPEG, a restart marker lost", restart.replace(b"\xff\xd1", b"", 1)
    yield "jpeg/damaged-no-tables.jpg", "JPEG, no Huffman tables", photo.replace(b"\xff\xc4", b"\xff\xef")
    yield "jpeg/damaged-before.jpg", "JPEG, a byte before the beginning", b"\0" + photo


def _between(chunks):
    length = struct.unpack(">I", chunks[:4])[0] + 12
    return chunks[:length] + png.chunk(b"tEXt", b"a\0b") + chunks[length:]


def _convert(mode):
    return Image.fromarray(picture.smooth(WIDTH, HEIGHT, 3).astype(np.uint8), "RGB").convert(mode)


def _saved(image, form, **options):
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def other_kinds():
    rgb = _convert("RGB")
    grey = _convert("L")
    palette = _convert("P")
    alpha = rgb.copy()
    alpha.putalpha(grey)
    yield "other/palette.gif", "GIF", _saved(palette, "GIF")
    yield "other/interlaced.gif", "GIF, interlaced", _saved(palette, "GIF", interlace=True)
    yield "other/transparent.gif", "GIF, a transparent colour", _saved(palette, "GIF", transparency=int(palette.getpixel((3, 3))))
    yield "other/animated.gif", "GIF, animated", _saved(palette, "GIF", save_all=True, append_images=[_convert("P").rotate(180)])
    yield "other/offset.gif", "GIF, a frame smaller than the screen", _smaller(_saved(palette, "GIF"))
    yield "other/grey.gif", "GIF, grey", _saved(grey, "GIF")
    for mode, what in (("1", "1 bit"), ("L", "grey"), ("P", "palette"), ("RGB", "24 bit"), ("RGBA", "32 bit")):
        yield "other/%s.bmp" % what.replace(" ", "-"), "BMP, " + what, _saved(alpha if mode == "RGBA" else _convert(mode), "BMP")
    flags = np.asarray(palette, np.uint8) // 16
    yield "other/4-bit.bmp", "BMP, palette of 16 colours", _bmp(4, flags)
    yield "other/top-down.bmp", "BMP, 24 bit, first row first", _bmp(24, np.asarray(rgb)[..., ::-1], top_down=True)
    yield "other/16-bit.bmp", "BMP, 16 bit", _bmp(16, np.asarray(grey).astype(np.uint16) * 100 % 32768)
    yield "other/rle8.bmp", "BMP, palette, run lengths", _rle8(np.asarray(palette))
    for mode, what in (("1", "1 bit"), ("L", "grey"), ("P", "palette"), ("RGB", "RGB"), ("RGBA", "RGBA"), ("CMYK", "CMYK")):
        image = alpha if mode == "RGBA" else _convert(mode)
        yield "other/%s.tif" % what.replace(" ", "-"), "TIFF, " + what, _saved(image, "TIFF")
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits"):
        yield "other/%s.tif" % compression, "TIFF, RGB, " + compression.replace("tiff_", "").replace("_", " "), _saved(rgb, "TIFF", compression=compression)
    yield "other/group4.tif", "TIFF, 1 bit, group 4", _saved(_convert("1"), "TIFF", compression="group4")
    yield "other/jpeg.tif", "TIFF, YCbCr, JPEG", _saved(rgb, "TIFF", compression="jpeg", quality=90)
    yield "other/profile.tif", "TIFF, RGB, embedded profile", _saved(rgb, "TIFF", icc_profile=icc.wide_gamut())
    wide = Image.fromarray((picture.samples(WIDTH, HEIGHT, 1, 65535)[..., 0]).astype(np.uint16))
    yield "other/grey-16.tif", "TIFF, grey, 16 bit", _saved(wide, "TIFF")
    yield "other/pages.tif", "TIFF, two pages", _saved(rgb, "TIFF", save_all=True, append_images=[rgb.rotate(180)])
    for name, image in (("ppm", rgb), ("pgm", grey), ("pbm", _convert("1"))):
        yield "other/binary.%s" % name, "%s, binary" % name.upper(), _saved(image, "PPM")
    yield "other/text.ppm", "PPM, text", _text(b"P3", np.asarray(rgb), 255)
    yield "other/text.pgm", "PGM, text, with a comment", _text(b"P2 # a comment\n", np.asarray(grey), 255)
    yield "other/text.pbm", "PBM, text", _text(b"P1", np.asarray(_convert("1")).astype(int), None)
    yield "other/maximum-100.ppm", "PPM, binary, maximum 100", b"P6\n%d %d\n100\n" % (WIDTH, HEIGHT) + (np.asarray(rgb) * 100 // 255).astype(np.uint8).tobytes()
    yield "other/maximum-15.pgm", "PGM, binary, maximum 15", b"P5\n%d %d\n15\n" % (WIDTH, HEIGHT) + (np.asarray(grey) // 16).astype(np.uint8).tobytes()
    yield "other/16-bit.ppm", "PPM, binary, 16 bit", b"P6\n%d %d\n65535\n" % (WIDTH, HEIGHT) + picture.samples(WIDTH, HEIGHT, 3, 65535).astype(">u2").tobytes()
    yield "other/16-bit.pgm", "PGM, binary, 16 bit", b"P5\n%d %d\n65535\n" % (WIDTH, HEIGHT) + picture.samples(WIDTH, HEIGHT, 1, 65535).astype(">u2").tobytes()
    yield "other/lossless.webp", "WebP, lossless", _saved(rgb, "WEBP", lossless=True)
    yield "other/lossless-alpha.webp", "WebP, lossless, alpha", _saved(alpha, "WEBP", lossless=True)
    yield "other/lossless-palette.webp", "WebP, lossless, few colours", _saved(_convert("1").convert("RGB"), "WEBP", lossless=True)
    yield "other/lossy.webp", "WebP, lossy", _saved(rgb, "WEBP", quality=90)
    yield "other/lossy-alpha.webp", "WebP, lossy, alpha", _saved(alpha, "WEBP", quality=90)
    yield "other/profile.webp", "WebP, lossless, embedded profile", _saved(rgb, "WEBP", lossless=True, icc_profile=icc.wide_gamut())
    yield "other/animated.webp", "WebP, animated", _saved(rgb, "WEBP", lossless=True, save_all=True, append_images=[rgb.rotate(180)])
    yield "other/photograph.jfif", "JFIF (JPEG)", _jpeg()
    yield "other/not-an-image.png", "text", b"<html>404</html>"
    yield "other/empty.png", "an empty file", b""


def _smaller(gif):
    """The same frame at 3, 2 of a screen that is 5 wider and 4 higher."""
    frame = gif.index(b"," + struct.pack("<4H", 0, 0, WIDTH, HEIGHT))
    screen = gif[:6] + struct.pack("<2H", WIDTH + 5, HEIGHT + 4) + gif[10:frame]
    return screen + b"," + struct.pack("<2H", 3, 2) + gif[frame + 5 :]


def _bmp_header(bits, colours, size, top_down=False, compression=0):
    offset = 54 + 4 * colours
    height = -HEIGHT if top_down else HEIGHT
    return b"BM" + struct.pack("<IHHI", offset + size, 0, 0, offset) + struct.pack("<IiiHHIIiiII", 40, WIDTH, height, 1, bits, compression, size, 2835, 2835, colours, 0)


def _bmp(bits, samples, top_down=False):
    rows = []
    for row in samples if top_down else samples[::-1]:
        if bits == 4:
            padded = np.append(row, [0] * (len(row) % 2))
            data = (padded[::2] << 4 | padded[1::2]).astype(np.uint8).tobytes()
        else:
            data = row.astype("<u2" if bits == 16 else np.uint8).tobytes()
        rows.append(data + bytes(-len(data) % 4))
    colours = 16 if bits == 4 else 0
    table = b"".join(picture.palette(16)[3 * i : 3 * i + 3][::-1] + b"\0" for i in range(colours))
    data = b"".join(rows)
    return _bmp_header(bits, colours, len(data), top_down) + table + data


def _rle8(samples):
    data = b""
    for row in samples[::-1]:
        data += b"".join(bytes([1, int(value)]) for value in row) + b"\0\0"
    data += b"\0\1"
    table = b"".join(picture.palette(256)[3 * i : 3 * i + 3][::-1] + b"\0" for i in range(256))
    return _bmp_header(8, 256, len(data), compression=1) + table + data


def _text(magic, samples, maximum):
    header = magic + b"\n%d %d\n" % (WIDTH, HEIGHT) + (b"%d\n" % maximum if maximum else b"")
    return header + b"\n".join(b" ".join(b"%d" % value for value in row.reshape(-1)) for row in samples) + b"\n"
