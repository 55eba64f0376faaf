package dev.midstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The networks of benchmarks, for images of 32 x 32 pixels. */
final class BenchmarkModels {
    /** A line of cResNet20 as a SavedModel. */
    static final String TENSORFLOW = "tensorflow";

    /** Networks of cResNet20's kind of PyTorch as ONNX files. */
    static final String ONNX = "onnx";

    static final String SCRIPT = "deploy/benchmarks/python_peer.py";

    // Of CIFAR-10, in its order.
    private static final List<String> CLASSES =
            List.of(
                    "airplane",
                    "automobile",
                    "bird",
                    "cat",
                    "deer",
                    "dog",
                    "frog",
                    "horse",
                    "ship",
                    "truck");

    private final Shell shell;
    private final Path work;

    /**
     * @param work where models are written, beside a data set named images
     */
    BenchmarkModels(Shell shell, Path work) {
        this.shell = shell;
        this.work = work;
    }

    /** Models that have so many points together. */
    List<Path> of(String engine, int points) throws Exception {
        return switch (engine) {
            case TENSORFLOW -> List.of(trained("cresnet20", points));
            case ONNX -> adopted(exported(points), points);
            default ->
                    throw new IllegalArgumentException(
                            "Unknown engine: %s. Use tensorflow or onnx.".formatted(engine));
        };
    }

    /** A line of networks with so many points, or one network. */
    Path trained(String network, int points) throws Exception {
        Path model = work.resolve("model-" + points);
        String subspace =
                points == 1 ? "--subspace point" : "--subspace line --samples " + (points - 3);
        shell.succeed(
                "java -jar trainer/target/trainer.jar train --dataset cifar10 --data %s --out %s"
                                .formatted(work.resolve("images"), model)
                        + " --network "
                        + network
                        + " --epochs 1 --warmup-epochs 0 --batch-size 32"
                        + " --bn-images 320 "
                        + subspace);
        assertThat(ModelDirectory.open(model).manifest().getPoints()).hasSize(points);
        return model;
    }

    /** A directory of networks of PyTorch, as ONNX and as TorchScript. */
    Path exported(int count) throws Exception {
        Path networks = work.resolve("torch-" + count);
        shell.succeed(
                "/usr/bin/python3 -B -W ignore %s export %s %d".formatted(SCRIPT, networks, count));
        return networks;
    }

    /** The ONNX files of such a directory as models. */
    List<Path> adopted(Path networks, int count) throws Exception {
        Path classes = work.resolve("classes.txt");
        Files.write(classes, CLASSES);
        List<Path> models = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path model = networks.resolve("model-" + i);
            shell.succeed(
                    "java -jar trainer/target/trainer.jar adopt --model %s/net-%d.onnx --out %s"
                                    .formatted(networks, i, model)
                            + " --model-id net-"
                            + i
                            + " --dataset cifar10 --preset imagenet --classes "
                            + classes);
            models.add(model);
        }
        return models;
    }
}
