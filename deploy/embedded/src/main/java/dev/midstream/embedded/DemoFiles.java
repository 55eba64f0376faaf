package dev.midstream.embedded;

import java.nio.file.Path;

/**
 * Where the demo finds what it runs, and where it keeps what it makes.
 *
 * @param root root directory of the checkout, whose jars are built
 * @param work directory of downloaded data and trained models
 */
record DemoFiles(Path root, Path work) {
    private static final String WORK = "deploy/demo-work";

    /** The files of this checkout, with the default working directory. */
    static DemoFiles ofCheckout() {
        Path root = Path.of(System.getProperty("midstream.root", "")).toAbsolutePath().normalize();
        return new DemoFiles(root, root.resolve(WORK));
    }

    DemoFiles withWork(Path directory) {
        return new DemoFiles(root, directory.toAbsolutePath().normalize());
    }

    /** The script that gets Fashion-MNIST. */
    Path fashionMnist() {
        return root.resolve("deploy/fashion-mnist");
    }

    Path trainerJar() {
        return root.resolve("trainer/target/trainer.jar");
    }

    Path jobJar() {
        return root.resolve("stream-eval/job/target/stream-eval.jar");
    }

    /** The model that is trained on a data set. */
    Path model(String dataset) {
        return work.resolve("model-" + dataset);
    }
}
