package dev.midstream.publisher.publish;

import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.terminal.ConsoleProgress;
import dev.midstream.images.FileFailures;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.publisher.kafka.ClientProperties;
import dev.midstream.publisher.pace.Interruption;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code publish}, which sends a split of a data set and reports what arrived. */
@Command(
        name = "publish",
        sortOptions = false,
        description = "Sends test images, clean and corrupted, to a Kafka topic.")
public final class PublishCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private RunOptions run = new RunOptions();
    @Mixin private TargetOptions target = new TargetOptions();

    @Option(
            names = "--summary-json",
            paramLabel = "FILE",
            description = "Write what was sent and acknowledged to this file.")
    private Optional<Path> summaryJson = Optional.empty();

    @Override
    public Integer call()
            throws DatasetException, PublishException, IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        PublishConfiguration configuration = configuration(clock);
        ImageDataset split = run.open();
        Publisher publisher = new Publisher(configuration, clock);
        Duration timeout = ClientProperties.deliveryTimeout(configuration.target().connection());
        try (Interruption interruption = new Interruption(publisher::stop, timeout)) {
            publish(publisher, split);
        }
        return ExitCodes.SUCCESS;
    }

    private PublishConfiguration configuration(Clock clock) throws IOException {
        try {
            return target.complete(run.configuration(target.bootstrapServers(), clock));
        } catch (IllegalArgumentException e) {
            throw Usage.error(spec, String.valueOf(e.getMessage()));
        }
    }

    // Closing the progress ends its line and leaves standard error open.
    @SuppressWarnings("ClosingStandardOutputStreams")
    private void publish(Publisher publisher, ImageDataset split)
            throws PublishException, IOException, InterruptedException {
        try (ConsoleProgress progress = ConsoleProgress.of("publish")) {
            PublishSummary summary = publisher.publish(split, progress);
            progress.close();
            report(summary);
        } catch (PublishException e) {
            if (e.summary().isPresent()) {
                report(e.summary().get());
            }
            throw e;
        }
    }

    private void report(PublishSummary summary) throws IOException {
        spec.commandLine().getOut().print(PublishReport.of(summary));
        spec.commandLine().getOut().flush();
        if (summaryJson.isPresent()) {
            Path file = summaryJson.get();
            try {
                SummaryJson.write(summary, file);
            } catch (IOException e) {
                throw new IOException(
                        "Cannot write " + file + ": " + FileFailures.reason(e) + ".", e);
            }
        }
    }
}
