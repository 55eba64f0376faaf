"""Exports networks from PyTorch to ONNX, with what PyTorch itself answers to some images.

    torch_networks.py OUT [CIFAR10]

CIFAR10 is a tar archive of CIFAR-10 as JPEG files, train/CLASS/NAME.jpg or the like; the small
network is trained on its images for one epoch, without an archive on noisy colours. For each NETWORK, OUT gets NETWORK.onnx,
NETWORK.npz (images and labels) and NETWORK.logits: float32 [images, classes], little-endian.
"""
import io
import sys
import tarfile
from pathlib import Path

import numpy
import onnx
import torch
from PIL import Image
from torch import nn
from torchvision import models
from torchvision.models.vision_transformer import VisionTransformer

IMAGES = 24
TRAINING_IMAGES = 4000
BATCH = 64
CLASSES = 10
OPSET = 16
IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
CIFAR10 = ([0.4914, 0.4822, 0.4465], [0.2470, 0.2435, 0.2616])


def small_network():
    def block(inputs, outputs):
        return [
            nn.Conv2d(inputs, outputs, 3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
        ]

    return nn.Sequential(
        *block(3, 16), *block(16, 32), *block(32, 64), nn.AdaptiveAvgPool2d(1), nn.Flatten(),
        nn.Linear(64, CLASSES))


def networks():
    """Name, network, side of its images, statistics of its input, the batch it is exported with."""
    yield "resnet18", models.resnet18(num_classes=CLASSES), 64, IMAGENET, None
    yield "mobilenet_v2", models.mobilenet_v2(num_classes=CLASSES), 64, IMAGENET, None
    yield "efficientnet_b0", models.efficientnet_b0(num_classes=CLASSES), 64, IMAGENET, 4
    transformer = VisionTransformer(
        image_size=64, patch_size=16, num_layers=2, num_heads=4, hidden_dim=64, mlp_dim=128,
        num_classes=CLASSES)
    nn.init.normal_(transformer.heads.head.weight, std=0.2)
    yield "vision_transformer", transformer, 64, IMAGENET, None
    yield "small_cifar", small_network(), 32, CIFAR10, None


def tensor(images, statistics):
    """[images, height, width, channel] of uint8, as the network takes them."""
    mean, deviation = (torch.tensor(s).reshape(1, 3, 1, 1) for s in statistics)
    scaled = torch.from_numpy(images).permute(0, 3, 1, 2).float() / 255
    return ((scaled - mean) / deviation).contiguous()


def cifar(archive):
    images, labels, names = [], [], {}
    with tarfile.open(archive) as files:
        for member in files:
            parts = Path(member.name).parts
            if "train" in parts and member.name.endswith((".jpg", ".jpeg")):
                picture = Image.open(io.BytesIO(files.extractfile(member).read()))
                images.append(numpy.asarray(picture.convert("RGB")))
                labels.append(names.setdefault(parts[-2], len(names)))
    chosen = numpy.random.default_rng(0).permutation(len(images))[:TRAINING_IMAGES]
    return numpy.stack(images)[chosen], numpy.array(labels)[chosen]


def colours():
    """Noise around a colour for each class."""
    generator = numpy.random.default_rng(0)
    labels = generator.integers(0, CLASSES, TRAINING_IMAGES)
    means = generator.integers(60, 196, (CLASSES, 1, 1, 3))
    noise = generator.integers(-60, 60, (TRAINING_IMAGES, 32, 32, 3))
    return (means[labels] + noise).astype(numpy.uint8), labels


def train(network, archive):
    images, labels = cifar(archive) if archive else colours()
    optimizer = torch.optim.SGD(network.parameters(), lr=0.05, momentum=0.9)
    network.train()
    for first in range(0, len(images), BATCH):
        answers = network(tensor(images[first : first + BATCH], CIFAR10))
        loss = nn.functional.cross_entropy(
            answers, torch.from_numpy(labels[first : first + BATCH]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    # Every class in turn.
    shown = [numpy.flatnonzero(labels == i % CLASSES)[i // CLASSES] for i in range(IMAGES)]
    return images[shown], labels[shown]


def noise(side):
    """Smooth images, so that networks answer them differently."""
    generator = numpy.random.default_rng(side)
    coarse = generator.integers(0, 256, (IMAGES, 8, 8, 3), dtype=numpy.uint8)
    images = [
        numpy.asarray(Image.fromarray(picture).resize((side, side), Image.BICUBIC))
        for picture in coarse
    ]
    return numpy.stack(images), numpy.arange(IMAGES) % CLASSES


def main(out, archive):
    torch.manual_seed(0)
    torch.set_num_threads(1)
    for name, network, side, statistics, batch in networks():
        images, labels = train(network, archive) if name == "small_cifar" else noise(side)
        if name != "small_cifar":
            # Batch norms of networks that were never trained know nothing of their images yet.
            network.train()
            with torch.no_grad():
                for _ in range(10):
                    network(tensor(images, statistics))
        network.eval()
        inputs = tensor(images, statistics)
        with torch.no_grad():
            logits = network(inputs).numpy()
        example = inputs[: batch or 2]
        torch.onnx.export(
            network, example, str(out / f"{name}.onnx"), input_names=["image"],
            output_names=["scores"], opset_version=OPSET,
            dynamic_axes=None if batch else {"image": {0: "batch"}, "scores": {0: "batch"}})
        numpy.savez(out / f"{name}.npz", images=images, labels=labels.astype(numpy.int64))
        logits.astype("<f4").tofile(out / f"{name}.logits")
        opset = onnx.load(str(out / f"{name}.onnx")).opset_import[0].version
        trained = "" if name != "small_cifar" or archive else ", trained on colours"
        print(f"{name} opset {opset}, PyTorch {torch.__version__}{trained}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
