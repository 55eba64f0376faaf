package dev.midstream.publisher;

import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.NoiseOptions;
import dev.midstream.images.plan.SelectionOptions;
import dev.midstream.publisher.PublishConfiguration.Start;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which images are sent, and what is done to them. */
final class ImageOptions {

    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Mixin private TestImageOptions images = new TestImageOptions();

    @Option(
            names = "--include-clean",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Send the clean images too. Default: yes.")
    private boolean includeClean = true;

    @Option(
            names = "--label-noise",
            paramLabel = "RATE",
            description = "Share of the split's labels to draw anew, from 0 to 1. Default: none.")
    private @Nullable Double labelNoise;

    @Option(
            names = "--label-noise-kind",
            paramLabel = "KIND",
            description =
                    "symmetric (always a wrong label) or uniform (any label). Default: symmetric.")
    private String labelNoiseKind = "symmetric";

    @Option(
            names = "--shuffle",
            description = "Send the images in a seeded random order, as --limit does anyway.")
    private boolean shuffle;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Send everything N times. Default: 1.")
    private int repeat = 1;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Names the run. Default: the data set and the time.")
    private @Nullable String runId;

    @Option(
            names = "--resume",
            description =
                    "Continue the run of --run-id, given the same options: read what the topic"
                        + " holds of it and send what is missing. The earlier publisher must have"
                        + " ended.")
    private boolean resume;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "raw or png, both lossless. Default: raw.")
    private String encoding = "raw";

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Images a second at most, each corrupted version counted. Default: no limit.")
    private @Nullable Double rate;

    ImageOptions() {}

    /** What the images are chosen by. */
    SelectionOptions selection() {
        return images.with(
                includeClean ? CleanImages.INCLUDED : CleanImages.EXCLUDED,
                new NoiseOptions(labelNoise == null ? 0 : labelNoise, labelNoiseKind),
                shuffle ? ImageOrder.SHUFFLED : ImageOrder.AS_GIVEN);
    }

    /**
     * Starts the configuration.
     *
     * @throws IllegalArgumentException if an option's value makes no sense
     * @throws IOException if the pictures of frost cannot be read
     */
    PublishConfiguration.Builder configuration(String bootstrapServers, Clock clock)
            throws IOException {
        if (resume && runId == null) {
            throw new IllegalArgumentException(
                    "Cannot use --resume without --run-id. Name the run to continue.");
        }
        String name =
                runId == null ? images.dataset() + "-" + RUN_TIME.format(clock.instant()) : runId;
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(bootstrapServers, name, selection().selection())
                        .encoding(PixelEncoding.named(encoding))
                        .passes(repeat)
                        .start(resume ? Start.RESUMED : Start.NEW);
        if (rate != null) {
            builder.rate(rate);
        }
        return builder;
    }
}
