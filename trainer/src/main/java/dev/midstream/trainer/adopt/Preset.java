package dev.midstream.trainer.adopt;

import java.util.List;
import java.util.Locale;

/** Common input statistics of networks: means and standard deviations of pixels from 0 to 1. */
enum Preset {
    /** The statistics of ImageNet that torchvision's and timm's networks are trained with. */
    IMAGENET(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225)),
    /** The statistics of CIFAR-10's training images. */
    CIFAR10(List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616)),
    /** Pixels from 0 to 1. */
    ZERO_ONE(List.of(0.0), List.of(1.0)),
    /** Pixels from -1 to 1. */
    MINUS_ONE_ONE(List.of(0.5), List.of(0.5)),
    /** Pixels from 0 to 255. */
    ZERO_255(List.of(0.0), List.of(1 / 255.0));

    private final List<Double> means;
    private final List<Double> deviations;

    Preset(List<Double> means, List<Double> deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /** One number for all channels, or one for each of three. */
    List<Double> means() {
        return means;
    }

    /** One number for all channels, or one for each of three. */
    List<Double> deviations() {
        return deviations;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
