"""Small pictures drawn by formula, which the image files of this directory hold."""
import numpy as np


def samples(width, height, channels, maximum=255):
    """Samples [height, width, channel] from 0 to maximum: slopes with edges, another for each channel."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    slope = (x * (13 + 4 * c) + y * (7 + 9 * c) + 31 * c) * (maximum + 1) // 256
    edge = ((x // 4 + y // 3 + c) % 3 == 0) * (maximum // 3)
    return ((slope + edge) % (maximum + 1)).astype(np.int64)


def smooth(width, height, channels):
    """Samples without edges, as photographs have them, from 0 to 255."""
    y, x, c = np.meshgrid(np.arange(height), np.arange(width), np.arange(channels), indexing="ij")
    wave = 127.5 + 127.5 * np.sin(0.31 * x * (1 + 0.4 * c) + 0.23 * y * (1.7 - 0.5 * c) + 1.1 * c)
    return np.rint(wave).astype(np.int64)


def palette(colours):
    """Colours as bytes R, G, B."""
    return bytes(value for i in range(colours) for value in ((i * 37 + 200) % 256, (i * 91 + 100) % 256, (i * 151 + 50) % 256))
