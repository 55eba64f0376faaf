package dev.midstream.embedded;

import static dev.midstream.embedded.DemoModel.Reuse.IF_PRESENT;
import static dev.midstream.embedded.DemoModel.Reuse.NEVER;

import dev.midstream.cli.ErrorLines;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.Version;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line that {@code deploy/demo} calls. */
@Command(
        name = "deploy/demo",
        description = {
            "Shows the whole path on this machine: trains a line of networks, starts Kafka, Flink"
                    + " with the scoring job and the dashboard in one process, publishes clean,"
                    + " corrupted and noisily labelled test images, and prints accuracy and ECE"
                    + " per corruption and severity.",
            "The script builds what has changed first."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {
            ExitCodes.SUCCESS_LINE,
            ExitCodes.FAILURE_LINE,
            ExitCodes.USAGE_LINE,
            ExitCodes.SIGNAL_LINE
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final double NOISE_RATE = 0.2;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            defaultValue = DemoDataset.FETCHED,
            description =
                    "Data set that the demo trains on and publishes (default: ${DEFAULT-VALUE}).")
    private String dataset = DemoDataset.FETCHED;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory that holds its files. Default: Fashion-MNIST is fetched.")
    private @Nullable Path data;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "Test images to publish, each clean and under every corruption (default:"
                            + " ${DEFAULT-VALUE}).")
    private int images;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--exit", description = "End after the table.")
    private boolean exit;

    @Option(names = "--retrain", description = "Replace the model that an earlier run trained.")
    private boolean retrain;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "Directory of downloaded data and trained models. Default: deploy/demo-work.")
    private @Nullable Path work;

    /** Runs the demo and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(ErrorLines.execute(commandLine(), arguments));
    }

    static CommandLine commandLine() {
        return ErrorLines.install(new CommandLine(new DemoCommand()));
    }

    @Override
    public Integer call() throws Exception {
        check();
        PrintWriter out = spec.commandLine().getOut();
        Path temporary = Files.createTempDirectory("midstream-demo");
        CountDownLatch cleaned = new CountDownLatch(1);
        Thread runner = Thread.currentThread();
        // Ctrl-C interrupts whatever runs, and the process lives until it has cleaned up.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(runner, cleaned), "stop the demo"));
        try {
            run(temporary, out);
        } catch (InterruptedException e) {
            out.println("Stopped.");
        } finally {
            deleteRecursively(temporary);
            cleaned.countDown();
        }
        return ExitCodes.SUCCESS;
    }

    private void check() {
        if (!Datasets.names().contains(dataset)) {
            throw Usage.error(
                    spec,
                    "Invalid --dataset: %s is none of %s."
                            .formatted(dataset, String.join(", ", Datasets.names())));
        }
        if (images < 1) {
            throw Usage.error(spec, "Invalid --images: %d. At least 1.".formatted(images));
        }
        if (port < 0 || port > MAX_PORT) {
            throw Usage.error(spec, "Invalid --port: %d. From 0 to %d.".formatted(port, MAX_PORT));
        }
        if (data == null && !dataset.equals(DemoDataset.FETCHED)) {
            throw Usage.error(
                    spec, "Cannot fetch %s: name its directory with --data.".formatted(dataset));
        }
    }

    private void run(Path temporary, PrintWriter out) throws Exception {
        DemoFiles files = DemoFiles.ofCheckout();
        if (work != null) {
            files = files.withWork(work);
        }
        DemoDataset source = DemoDataset.of(dataset, Optional.ofNullable(data), files);
        // Opened before anything is trained or started: a wrong directory is reported at once.
        ImageDataset test = Datasets.open(source.name(), source.directory(), Split.TEST);
        Path model = new DemoModel(files, out).trained(source, retrain ? NEVER : IF_PRESENT);
        DemoConfiguration configuration =
                new DemoConfiguration(source, model, files.jobJar(), images, NOISE_RATE, port);
        try (Demo demo = Demo.start(configuration, test, temporary, out)) {
            out.println("Dashboard: " + demo.dashboardAddress());
            out.flush();
            demo.run();
            if (!exit) {
                out.println("Live at " + demo.dashboardAddress() + " until Ctrl-C.");
                out.flush();
                new CountDownLatch(1).await();
            }
        }
    }

    private static void stop(Thread runner, CountDownLatch cleaned) {
        if (cleaned.getCount() == 0) {
            return;
        }
        runner.interrupt();
        try {
            if (!cleaned.await(20, TimeUnit.SECONDS)) {
                System.err.println("Cannot stop in time: temporary files may remain.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
