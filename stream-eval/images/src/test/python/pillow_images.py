#!/usr/bin/env python3
"""
Makes small image files of every kind and records what Pillow reads from them: the facts that
Midstream's decoder is held to.

  pillow_images.py make DIR    writes the files and DIR/pillow.json, what Pillow reads from them
  pillow_images.py check DIR   reads the files again and compares with DIR/pillow.json

What Pillow reads is what Image.open(file).convert("RGB") and .convert("L") give, and for 16-bit
grey, which Pillow clips at 255 in both, the high byte of its samples. Needs python3-pil and
python3-numpy.
"""
import base64
import json
import pathlib
import sys
import warnings

import numpy as np
import PIL
from PIL import Image

import kinds

WIDE = ("I", "I;16", "I;16B", "I;16L")


def _text(samples):
    return base64.b64encode(samples.astype(np.uint8).tobytes()).decode("ascii")


def read(path):
    """What Pillow reads from a file, or nothing where it refuses it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                image.load()
                wide = np.asarray(image) >> 8 if image.mode in WIDE else None
                rgb = np.asarray(image.convert("RGB"))
                grey = np.asarray(image.convert("L"))
    except (OSError, SyntaxError, ValueError, EOFError) as refusal:
        return {"refused": str(refusal).split("\n")[0].split(" '")[0] or type(refusal).__name__}
    values = {"width": rgb.shape[1], "height": rgb.shape[0], "rgb": _text(rgb), "grey": _text(grey)}
    if wide is not None:
        values["high"] = _text(wide)
    return values


def make(directory):
    files = []
    for name, what, content in kinds.all_kinds():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        files.append({"name": name, "kind": what, **read(path)})
    record = {"pillow": PIL.__version__, "files": files}
    (directory / "pillow.json").write_text(json.dumps(record, indent=1) + "\n")
    print("%d files, %d of them refused by Pillow %s" % (len(files), sum("refused" in f for f in files), PIL.__version__))


def check(directory):
    record = json.loads((directory / "pillow.json").read_text())
    differ = 0
    for file in record["files"]:
        now = read(directory / file["name"])
        same = "refused" in file if "refused" in now else all(file.get(key) == value for key, value in now.items())
        if not same:
            differ += 1
            print("%s: Pillow %s reads something else than %s did" % (file["name"], PIL.__version__, record["pillow"]))
    print("%d files compared, %d differ" % (len(record["files"]), differ))
    return 1 if differ else 0


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("make", "check"):
        sys.exit(__doc__)
    sys.exit({"make": make, "check": check}[sys.argv[1]](pathlib.Path(sys.argv[2])))
