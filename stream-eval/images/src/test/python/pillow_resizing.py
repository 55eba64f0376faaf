#!/usr/bin/env python3
"""
Records how Pillow resizes and crops images of many sizes, as torchvision's Resize and CenterCrop
let it do: the facts that Midstream's resizing is held to.

  pillow_resizing.py make FILE    writes FILE, what Pillow makes of the images
  pillow_resizing.py check FILE   makes the images again and compares with FILE

Pixel x, y of the image has in channel c the value (37 x + 5 y + 91 c + 13 x y) mod 256. Resize(N)
makes the shorter side N and cuts the longer side to a whole number; CenterCrop(N) begins at half of
what is left, rounded to even, and pads with black what is smaller. Needs python3-pil and
python3-numpy.
"""
import base64
import hashlib
import json
import pathlib
import sys

import numpy as np
import PIL
from PIL import Image, ImageOps

# Width, height, shorter side, side of the crop; 0 for none.
CASES = (
    [(w, h, 256, 224) for w, h in ((400, 300), (301, 517), (50, 40), (256, 256), (1000, 333), (500, 375))]
    + [(64, 64, 224, 0), (64, 64, 256, 224), (224, 224, 256, 224), (32, 32, 0, 28), (33, 32, 0, 28)]
    + [(28, 28, 0, 32), (27, 28, 0, 32), (28, 40, 0, 32), (7, 5, 0, 4), (1, 1, 3, 3), (2, 1, 0, 3), (1, 2, 5, 0)]
    + [(w, h, 9, 0) for w, h in ((17, 13), (13, 17), (9, 9), (8, 200), (200, 8), (10, 11))]
    + [(w, h, 8, 7) for w, h in ((17, 13), (13, 17), (8, 9), (9, 8), (15, 16), (31, 33), (3, 2))]
    + [(w, h, 5, 8) for w, h in ((17, 13), (13, 17), (5, 30), (30, 5))]
)
MAX_VALUES = 1000


def pattern(width, height):
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(3), indexing="ij")
    return Image.fromarray((37 * x + 5 * y + 91 * c + 13 * x * y).astype(np.uint8))


def resized(image, side):
    width, height = image.size
    short, long = min(width, height), max(width, height)
    longer = int(side * long / short)
    size = (side, longer) if width <= height else (longer, side)
    return image if image.size == size else image.resize(size, Image.BILINEAR)


def cropped(image, side):
    width, height = image.size
    if side > width or side > height:
        left, top = max(0, (side - width) // 2), max(0, (side - height) // 2)
        right, bottom = max(0, (side - width + 1) // 2), max(0, (side - height + 1) // 2)
        image = ImageOps.expand(image, (left, top, right, bottom), 0)
        width, height = image.size
    left, top = int(round((width - side) / 2.0)), int(round((height - side) / 2.0))
    return image.crop((left, top, left + side, top + side))


def result(case):
    width, height, resize, crop = case
    image = pattern(width, height)
    image = resized(image, resize) if resize else image
    image = cropped(image, crop) if crop else image
    values = np.asarray(image)
    made = {"width": width, "height": height, "resize": resize, "crop": crop}
    made["resultWidth"], made["resultHeight"] = image.size
    made["sha256"] = hashlib.sha256(values.tobytes()).hexdigest()
    if values.size <= MAX_VALUES:
        made["rgb"] = base64.b64encode(values.tobytes()).decode("ascii")
    return made


def make(file):
    record = {"pillow": PIL.__version__, "cases": [result(case) for case in CASES]}
    file.write_text(json.dumps(record, indent=1) + "\n")
    print("%d images, made by Pillow %s" % (len(CASES), PIL.__version__))


def check(file):
    record = json.loads(file.read_text())
    differ = 0
    for recorded, case in zip(record["cases"], CASES):
        if result(case) != recorded:
            differ += 1
            print("%s: Pillow %s makes something else than %s did" % (case, PIL.__version__, record["pillow"]))
    differ += abs(len(CASES) - len(record["cases"]))
    print("%d images compared, %d differ" % (len(record["cases"]), differ))
    return 1 if differ else 0


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("make", "check"):
        sys.exit(__doc__)
    sys.exit({"make": make, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2])))
