"""What Midstream's job does, written in Python: the peer of deploy/benchmarks/python-peer.

    python_peer.py export DIR COUNT
        writes COUNT networks of cresnet20's kind with random weights: DIR/net-I.onnx for the job,
        DIR/net-I.pt for the peer.
    python_peer.py score DIR COUNT BOOTSTRAP-SERVERS TOPIC
        reads test images from a Kafka topic, scores each with COUNT networks (TorchScript, frozen
        and optimised for inference), and keeps accuracy and calibration error of every network,
        corruption and severity. For each line SECONDS on standard input it does so for that long
        and answers "IMAGES SECONDS".

Two threads, batches of 64. Needs python3-torch, python3-onnx and python3-confluent-kafka of Debian.
"""

import collections
import os
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

THREADS, BATCH, SIDE, CLASSES, WIDTH, BLOCKS = 2, 64, 32, 10, 16, 3
BINS = 15
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
# Avro single-object encoding: two bytes of marker, eight of the schema's fingerprint.
HEADER = 10


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.first_norm = nn.BatchNorm2d(outputs)
        self.second = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.second_norm = nn.BatchNorm2d(outputs)
        self.shortcut = (
            nn.Conv2d(inputs, outputs, 1, stride, bias=False) if stride > 1 else nn.Identity())

    def forward(self, x):
        y = F.relu(self.first_norm(self.first(x)))
        return F.relu(self.second_norm(self.second(y)) + self.shortcut(x))


class Network(nn.Module):
    """Normalised images [batch, channel, height, width] to logits [batch, classes]."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, WIDTH, 3, 1, 1, bias=False)
        self.norm = nn.BatchNorm2d(WIDTH)
        blocks, inputs = [], WIDTH
        for stage in range(3):
            outputs = WIDTH << stage
            for block in range(BLOCKS):
                stride = 2 if stage > 0 and block == 0 else 1
                blocks.append(Block(inputs, outputs, stride))
                inputs = outputs
        self.blocks = nn.Sequential(*blocks)
        self.head = nn.Conv2d(inputs, CLASSES, 1, bias=False)

    def forward(self, x):
        y = self.blocks(F.relu(self.norm(self.stem(x))))
        return self.head(F.adaptive_avg_pool2d(y, 1)).flatten(1)


def export(directory, count):
    os.makedirs(directory, exist_ok=True)
    for i in range(count):
        torch.manual_seed(i)
        network = Network().eval()
        image = torch.zeros(1, 3, SIDE, SIDE)
        torch.onnx.export(
            network, image, f"{directory}/net-{i}.onnx", input_names=["images"],
            output_names=["logits"], dynamic_axes={"images": {0: "batch"}}, opset_version=16)
        torch.jit.script(network).save(f"{directory}/net-{i}.pt")


def optimised(file):
    network = torch.jit.freeze(torch.jit.load(file).eval())
    return torch.jit.optimize_for_inference(network)


class Record:
    """The fields of an Avro record, read one after the other."""

    def __init__(self, value):
        self.value, self.at = value, HEADER

    def number(self):
        shift = result = 0
        while True:
            byte = self.value[self.at]
            self.at += 1
            result |= (byte & 0x7F) << shift
            if byte < 0x80:
                return (result >> 1) ^ -(result & 1)
            shift += 7

    def bytes(self):
        length = self.number()
        self.at += length
        return self.value[self.at - length:self.at]

    def optional(self, read):
        return read() if self.number() == 1 else None


def image(value):
    """Pixels, label, and what the figures are kept for."""
    record = Record(value)
    run, _, dataset = record.bytes(), record.bytes(), record.bytes()
    height, width, channels = record.number(), record.number(), record.number()
    if record.number() != 0:
        sys.exit("python_peer: Cannot read the image: it is compressed. Publish raw pixels.")
    pixels = numpy.frombuffer(record.bytes(), numpy.uint8).reshape(height, width, channels)
    label = record.optional(record.number)
    record.optional(record.bytes)
    record.optional(record.number)
    record.optional(record.bytes)
    return pixels, label, (run, dataset, record.bytes(), record.number())


class Figures:
    """Counts, and the confidence and hits of each bin of confidence."""

    def __init__(self):
        self.count = numpy.zeros(BINS, numpy.int64)
        self.correct = numpy.zeros(BINS, numpy.int64)
        self.confidence = numpy.zeros(BINS)

    def add(self, confidence, correct):
        bin = min(int(BINS * confidence), BINS - 1)
        self.count[bin] += 1
        self.correct[bin] += correct
        self.confidence[bin] += confidence

    def accuracy(self):
        return self.correct.sum() / self.count.sum()

    def ece(self):
        return numpy.abs(self.correct - self.confidence).sum() / self.count.sum()


class Peer:
    def __init__(self, directory, count, servers, topic):
        from confluent_kafka import Consumer

        self.networks = [optimised(f"{directory}/net-{i}.pt") for i in range(count)]
        self.cells = collections.defaultdict(Figures)
        self.mean = torch.tensor(MEAN).reshape(1, 3, 1, 1)
        self.deviation = torch.tensor(DEVIATION).reshape(1, 3, 1, 1)
        self.consumer = Consumer({
            "bootstrap.servers": servers, "group.id": "python-peer", "auto.offset.reset": "earliest",
            "enable.auto.commit": False})
        self.consumer.subscribe([topic])

    def score(self, messages):
        images = [image(message.value()) for message in messages]
        pixels = torch.from_numpy(numpy.stack([pixels for pixels, _, _ in images]))
        batch = (pixels.permute(0, 3, 1, 2).float() / 255 - self.mean) / self.deviation
        for i, network in enumerate(self.networks):
            confidences, predicted = F.softmax(network(batch), 1).max(1)
            for (_, label, cell), confidence, answer in zip(
                    images, confidences.tolist(), predicted.tolist()):
                self.cells[i, cell].add(confidence, answer == label)

    def run(self, seconds):
        images, start = 0, time.monotonic()
        while time.monotonic() - start < seconds:
            messages = [m for m in self.consumer.consume(BATCH, 1) if not m.error()]
            if messages:
                self.score(messages)
                images += len(messages)
        return images, time.monotonic() - start


def score(directory, count, servers, topic):
    torch.set_num_threads(THREADS)
    with torch.no_grad():
        peer = Peer(directory, count, servers, topic)
        for line in sys.stdin:
            images, seconds = peer.run(float(line))
            print(images, seconds, flush=True)
        for (network, cell), figures in sorted(peer.cells.items(), key=str):
            name = " ".join(str(part, "utf-8") if isinstance(part, bytes) else str(part)
                            for part in cell)
            print(f"net-{network} {name}: accuracy {figures.accuracy():.4f}, "
                  f"ECE {figures.ece():.4f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "export":
        export(sys.argv[2], int(sys.argv[3]))
    elif len(sys.argv) == 6 and sys.argv[1] == "score":
        score(sys.argv[2], int(sys.argv[3]), sys.argv[4], sys.argv[5])
    else:
        sys.exit(__doc__)
