package dev.midstream.embedded;

import dev.midstream.schemas.model.ModelDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The model of the demo: a line of small networks, trained by {@code trainer.jar} for minutes. */
final class DemoModel {
    private static final List<String> TRAINING =
            List.of(
                    "--overwrite",
                    "--subspace=line",
                    "--network=cresnet8-w8",
                    "--epochs=3",
                    "--warmup-epochs=0",
                    "--batch-size=32",
                    "--schedule=step",
                    "--bn-images=2560",
                    "--samples=1");

    private final DemoFiles files;
    private final PrintWriter out;

    DemoModel(DemoFiles files, PrintWriter out) {
        this.files = files;
        this.out = out;
    }

    /** Whether a model that an earlier run trained is used. */
    enum Reuse {
        /** The demo trains only if there is no model. */
        IF_PRESENT,
        /** The demo trains in any case. */
        NEVER
    }

    /**
     * The directory of a model that is trained on {@code dataset}.
     *
     * @throws DemoException if the trainer fails
     */
    Path trained(DemoDataset dataset, Reuse reuse)
            throws DemoException, IOException, InterruptedException {
        Path model = files.model(dataset.name());
        if (reuse == Reuse.IF_PRESENT
                && Files.isRegularFile(model.resolve(ModelDirectory.MANIFEST))) {
            report(
                    "Using the model of an earlier run, %s (--retrain replaces it)"
                            .formatted(model));
            return model;
        }
        report("Training a line of networks on " + dataset.name());
        Files.createDirectories(files.work());
        if (ChildProcess.run(new ProcessBuilder(command(dataset, model)).inheritIO()) != 0) {
            throw new DemoException("Cannot train a model for the demo; see above.");
        }
        return model;
    }

    private List<String> command(DemoDataset dataset, Path model) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                files.trainerJar().toString(),
                                "train",
                                "--dataset=" + dataset.name(),
                                "--data=" + dataset.directory(),
                                "--out=" + model));
        command.addAll(TRAINING);
        return command;
    }

    private void report(String line) {
        out.println(line);
        out.flush();
    }
}
