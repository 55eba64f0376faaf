package dev.midstream.publisher;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.publisher.PublishConfiguration.ImageOrder;
import dev.midstream.publisher.PublishConfiguration.Start;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which images are sent, and what is done to them. */
final class ImageOptions {

    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description = {
                "cifar10, cifar100, fashion-mnist, tiny-imagenet, imagenet, image-folder or npz;",
                "corrupted already: corrupted-npy (CIFAR-10-C), tiny-imagenet-c or imagenet-c."
            })
    private String dataset = "";

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory of the data set's files; for npz the file.")
    private Path data = Path.of("");

    @Option(names = "--split", paramLabel = "NAME", description = "test or train. Default: test.")
    private String split = "test";

    @Option(
            names = "--corruptions",
            paramLabel = "NAMES",
            description = {
                "all, standard (15), extra (4), none, or names such as snow,contrast. Default:",
                "all; none for images that are corrupted already: they keep their own."
            })
    private @Nullable String corruptions;

    @Option(
            names = "--severities",
            paramLabel = "LIST",
            description = "Severities such as 1-5 or 1,3,5. Default: 1-5.")
    private String severities = "1-5";

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
            names = "--limit",
            paramLabel = "N",
            description = "Send the first N images of a seeded permutation. Default: all.")
    private @Nullable Integer limit;

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
            names = "--seed",
            paramLabel = "N",
            description = "Seed of corruptions, label noise and order. Default: 0.")
    private long seed;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Names the run. Default: the data set and the time.")
    private @Nullable String runId;

    @Option(
            names = "--resume",
            description = {
                "Continue the run of --run-id, given the same options: read what the topic holds",
                "of it and send what is missing. The earlier publisher must have ended."
            })
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

    String dataset() {
        return dataset;
    }

    Path data() {
        return data;
    }

    Split split() {
        return Split.named(split);
    }

    /**
     * Starts the configuration.
     *
     * @throws IllegalArgumentException if an option's value makes no sense
     */
    PublishConfiguration.Builder configuration(String bootstrapServers, Clock clock) {
        Split unused = split();
        if (resume && runId == null) {
            throw new IllegalArgumentException(
                    "Cannot use --resume without --run-id. Name the run to continue.");
        }
        String name = runId == null ? dataset + "-" + RUN_TIME.format(clock.instant()) : runId;
        PublishConfiguration.Builder builder =
                PublishConfiguration.builder(bootstrapServers, name, conditions())
                        .seed(seed)
                        .encoding(PixelEncoding.named(encoding))
                        .passes(repeat)
                        .start(resume ? Start.RESUMED : Start.NEW)
                        .order(shuffle ? ImageOrder.SHUFFLED : ImageOrder.AS_GIVEN);
        LabelNoise.Kind kind = LabelNoise.Kind.named(labelNoiseKind);
        if (labelNoise != null) {
            builder.labelNoise(new LabelNoise(kind, labelNoise, seed));
        }
        if (limit != null) {
            builder.limit(limit);
        }
        if (rate != null) {
            builder.rate(rate);
        }
        return builder;
    }

    private ConditionGrid conditions() {
        CleanImages clean = includeClean ? CleanImages.INCLUDED : CleanImages.EXCLUDED;
        if (!Datasets.corruptedNames().contains(dataset)) {
            return ConditionGrid.parse(
                    corruptions == null ? "all" : corruptions, severities, clean);
        }
        if (corruptions != null && !corruptions.equals("none")) {
            throw new IllegalArgumentException(
                    "Cannot corrupt "
                            + dataset
                            + ": its images are corrupted already. Use --corruptions none.");
        }
        return ConditionGrid.parse("none", severities, CleanImages.INCLUDED);
    }
}
