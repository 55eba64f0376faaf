package dev.midstream.publisher;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publisher publish}: sends a split of a data set and reports what arrived. */
@Command(
        name = "publish",
        sortOptions = false,
        description = "Sends test images, clean and corrupted, to a Kafka topic.")
final class PublishCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ImageOptions images = new ImageOptions();

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--summary-json",
            paramLabel = "FILE",
            description = "Writes what was sent and acknowledged to this file.")
    private @Nullable Path summaryJson;

    PublishCommand() {}

    @Override
    public Integer call()
            throws DatasetException, PublishException, IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        PublishConfiguration configuration;
        try {
            PublishConfiguration.Builder builder =
                    images.configuration(kafka.bootstrapServers(), clock);
            configuration = kafka.applyTo(builder);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        ImageDataset split = images.selection().open();
        Publisher publisher = new Publisher(configuration, clock);
        try (Interruption interruption = new Interruption(publisher::stop)) {
            publish(publisher, split);
        }
        return CommandLine.ExitCode.OK;
    }

    // Closing the progress ends its line and leaves standard error open.
    @SuppressWarnings("ClosingStandardOutputStreams")
    private void publish(Publisher publisher, ImageDataset split)
            throws PublishException, IOException, InterruptedException {
        try (ConsoleProgress progress = ConsoleProgress.on(System.err, "publish")) {
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
        spec.commandLine().getOut().print(SummaryTable.of(summary));
        spec.commandLine().getOut().flush();
        if (summaryJson != null) {
            try {
                SummaryJson.write(summary, summaryJson);
            } catch (IOException e) {
                throw new IOException("Cannot write " + summaryJson + ": " + e.getMessage(), e);
            }
        }
    }
}
