"""A training step of a line of cresnet20 networks in PyTorch, timed on request.

Reads lines "LAYOUT STEPS" from standard input, where LAYOUT is nchw or channels_last, takes so many
steps, and answers with a line "SECONDS... cpu SECONDS rss KIB": wall time of each step, processor
time of all, and the largest resident memory so far. Its argument names PyTorch's device, cpu or
cuda. Run it with OMP_NUM_THREADS=2 and GOMP_SPINCOUNT=1000.
"""

import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, CLASSES, WIDTH, BLOCKS = 128, 10, 16, 3


class Line(nn.Module):
    """Both endpoints of a module; it computes at (1 - alpha) first + alpha second."""

    def __init__(self, shape, initial):
        super().__init__()
        self.first = nn.Parameter(initial(torch.empty(shape)))
        self.second = nn.Parameter(initial(torch.empty(shape)))

    def at(self, alpha):
        return (1 - alpha) * self.first + alpha * self.second


class Conv(nn.Module):
    def __init__(self, inputs, outputs, size, stride=1):
        super().__init__()
        self.stride, self.padding = stride, size // 2
        self.weight = Line((outputs, inputs, size, size), nn.init.kaiming_normal_)

    def forward(self, x, alpha):
        return F.conv2d(x, self.weight.at(alpha), None, self.stride, self.padding)


class Norm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.scale = Line((channels,), nn.init.ones_)
        self.shift = Line((channels,), nn.init.zeros_)
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.ones(channels))

    def forward(self, x, alpha):
        return F.batch_norm(
            x, self.mean, self.variance, self.scale.at(alpha), self.shift.at(alpha), True)


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.first, self.first_norm = Conv(inputs, outputs, 3, stride), Norm(outputs)
        self.second, self.second_norm = Conv(outputs, outputs, 3), Norm(outputs)
        self.shortcut = stride > 1
        if self.shortcut:
            self.project, self.project_norm = Conv(inputs, outputs, 1, stride), Norm(outputs)

    def forward(self, x, alpha):
        y = F.relu(self.first_norm(self.first(x, alpha), alpha))
        y = self.second_norm(self.second(y, alpha), alpha)
        if self.shortcut:
            x = self.project_norm(self.project(x, alpha), alpha)
        return F.relu(x + y)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.stem_norm = Conv(3, WIDTH, 3), Norm(WIDTH)
        blocks, inputs = [], WIDTH
        for stage in range(3):
            outputs = WIDTH << stage
            for block in range(BLOCKS):
                blocks.append(Block(inputs, outputs, 2 if stage and not block else 1))
                inputs = outputs
        self.blocks = nn.ModuleList(blocks)
        self.head = Conv(inputs, CLASSES, 1)

    def forward(self, x, alpha):
        x = F.relu(self.stem_norm(self.stem(x, alpha), alpha))
        for block in self.blocks:
            x = block(x, alpha)
        return self.head(x.mean((2, 3), keepdim=True), alpha).flatten(1)

    def squared_cosine(self):
        product = first = second = 0.0
        for module in self.modules():
            if isinstance(module, Conv):
                line = module.weight
                product += (line.first * line.second).sum()
                first += line.first.pow(2).sum()
                second += line.second.pow(2).sum()
        return product.pow(2) / (first * second)


class Step:
    def __init__(self, device, memory_format):
        torch.manual_seed(0)
        self.network = Network().to(device, memory_format=memory_format)
        self.optimiser = torch.optim.SGD(
            self.network.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4)
        images = torch.randn(BATCH, 3, 32, 32)
        self.images = images.to(device).contiguous(memory_format=memory_format)
        self.labels = torch.randint(CLASSES, (BATCH,)).to(device)

    def take(self):
        alpha = torch.rand(1).item()
        loss = F.cross_entropy(self.network(self.images, alpha), self.labels)
        loss = loss + self.network.squared_cosine()
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        return loss.item()


def main():
    device = sys.argv[1]
    steps = {
        "nchw": Step(device, torch.contiguous_format),
        "channels_last": Step(device, torch.channels_last),
    }
    parameters = sum(p.numel() for p in steps["nchw"].network.parameters())
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, {parameters} parameters",
          flush=True)
    for line in sys.stdin:
        layout, count = line.split()
        times, cpu = [], time.process_time()
        for _ in range(int(count)):
            begin = time.perf_counter()
            steps[layout].take()
            times.append(time.perf_counter() - begin)
        cpu = time.process_time() - cpu
        rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(" ".join(f"{t:.6f}" for t in times), "cpu", f"{cpu:.6f}", "rss", rss, flush=True)


if __name__ == "__main__":
    main()
