package dev.midstream.embedded;

import dev.midstream.cli.ErrorLines;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the demo, which {@code deploy/demo} calls. */
@Command(
        name = "deploy/demo",
        description = "Runs Kafka, Flink, the job and the dashboard in one process.",
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
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--dataset", required = true, description = "Name of the data set.")
    private String dataset = "";

    @Option(names = "--data", required = true, description = "Directory of its files.")
    private Path data = Path.of("");

    @Option(names = "--model", required = true, description = "Directory of the trained model.")
    private Path model = Path.of("");

    @Option(names = "--job-jar", required = true, description = "stream-eval.jar.")
    private Path jobJar = Path.of("");

    @Option(
            names = "--images",
            defaultValue = "1000",
            description = "Test images to publish, each under every condition. Default: 1000.")
    private int images;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port of the dashboard, 0 for any free one. Default: 8080.")
    private int port;

    @Option(names = "--exit", description = "End after the table.")
    private boolean exit;

    /** Runs the demo and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(ErrorLines.execute(commandLine(), arguments));
    }

    static CommandLine commandLine() {
        return ErrorLines.install(new CommandLine(new DemoCommand()));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path work = Files.createTempDirectory("midstream-demo");
        CountDownLatch cleaned = new CountDownLatch(1);
        Thread runner = Thread.currentThread();
        // Ctrl-C ends whatever runs, and the process lives until it has cleaned up.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(runner, cleaned), "stop the demo"));
        DemoConfiguration configuration =
                new DemoConfiguration(dataset, data, model, jobJar, images, 0.2, port);
        try (Demo demo = Demo.start(configuration, work, out)) {
            out.println("Dashboard: " + demo.dashboardAddress());
            out.flush();
            demo.run();
            if (!exit) {
                out.println("Live at " + demo.dashboardAddress() + " until Ctrl-C.");
                out.flush();
                new CountDownLatch(1).await();
            }
        } catch (InterruptedException e) {
            out.println("Stopped.");
        } finally {
            deleteRecursively(work);
            cleaned.countDown();
        }
        return ExitCodes.SUCCESS;
    }

    private static void stop(Thread runner, CountDownLatch cleaned) {
        if (cleaned.getCount() == 0) {
            return;
        }
        runner.interrupt();
        try {
            if (!cleaned.await(20, TimeUnit.SECONDS)) {
                System.err.println("Cannot stop in time: files may be left.");
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
