package dev.midstream.publisher.corrupt;

import dev.midstream.images.corruption.ConditionGrid;
import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.dataset.Subset;
import dev.midstream.publisher.ConsoleProgress;
import dev.midstream.publisher.FrostOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publisher corrupt}: writes a corrupted data set, or a page of pictures of one image. */
@Command(
        name = "corrupt",
        sortOptions = false,
        description = "Writes a corrupted data set in the layout of CIFAR-10-C or Tiny-ImageNet-C.",
        footer = {
            "",
            "A command that broke off continues when it is repeated: corruptions that are",
            "complete, as manifest.json says, are kept."
        })
public final class CorruptCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description =
                    "cifar10, cifar100, fashion-mnist, tiny-imagenet, imagenet, image-folder or"
                            + " npz.")
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
            names = "--out",
            paramLabel = "DIR",
            description = "Takes the corrupted data set; empty, or of an earlier, equal command.")
    private @Nullable Path out;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = {
                "cifar-c (one .npy a corruption, all severities) or tiny-imagenet-c",
                "(<corruption>/<severity>/<class>/<image>). Default: cifar-c."
            })
    private String layout = "cifar-c";

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = {
                "Pictures of tiny-imagenet-c: png (lossless) or jpeg (quality 85, as the published",
                "sets are, which is a corruption of its own). Default: png."
            })
    private String format = "png";

    @Option(
            names = "--corruptions",
            paramLabel = "NAMES",
            description =
                    "all, standard (15), extra (4), or names such as snow,contrast. Default: all.")
    private String corruptions = "all";

    @Option(
            names = "--severities",
            paramLabel = "LIST",
            description = "Severities such as 1-5 or 1,3,5. Default: 1-5.")
    private String severities = "1-5";

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Take the first N images of a seeded permutation. Default: all.")
    private @Nullable Integer limit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of corruptions and permutation. Default: 0.")
    private long seed;

    @Option(
            names = "--contact-sheet",
            paramLabel = "FILE.png",
            description = "Draws the first image under every corruption and severity.")
    private @Nullable Path contactSheet;

    @Mixin private FrostOptions frost = new FrostOptions();

    /** For the command line of the publisher. */
    public CorruptCommand() {}

    @Override
    public Integer call() throws DatasetException, IOException, InterruptedException {
        ConditionGrid grid;
        Layout files;
        PictureFormat pictures;
        Split part;
        try {
            files = Layout.named(layout);
            pictures = PictureFormat.named(format);
            part = Split.named(split);
            grid = ConditionGrid.parse(corruptions, severities, CleanImages.EXCLUDED);
            if (limit != null && limit < 1) {
                throw new IllegalArgumentException(
                        "Invalid limit: " + limit + ". Use a number of at least 1.");
            }
            if (out == null && contactSheet == null) {
                throw new IllegalArgumentException(
                        "Missing required option: --out=DIR or --contact-sheet=FILE.png");
            }
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
        ImageDataset whole = Datasets.open(dataset, data, part);
        ImageDataset images =
                limit == null || whole instanceof CorruptedDataset
                        ? whole
                        : Subset.firstOf(whole, limit, seed);
        Path directory = out == null ? Path.of("") : out;
        CorruptPlan plan;
        try {
            plan =
                    CorruptPlan.of(
                            images,
                            split,
                            directory,
                            files,
                            pictures,
                            grid,
                            frost.corruptor(seed),
                            frost.title(),
                            seed);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
        if (contactSheet != null) {
            new ContactSheet(plan.corruptor(), plan.corruptions(), plan.severities())
                    .write(images.image(0), images.imageId(0), contactSheet);
        }
        if (out != null) {
            write(plan);
        }
        return CommandLine.ExitCode.OK;
    }

    // Closing the progress ends its line and leaves standard error open.
    @SuppressWarnings("ClosingStandardOutputStreams")
    private void write(CorruptPlan plan) throws IOException, InterruptedException {
        long start = System.nanoTime();
        long written;
        try (ConsoleProgress progress = ConsoleProgress.on(System.err, "corrupt")) {
            written = new CorruptedSetWriter(plan, progress).write();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %,d images of %d corruptions in %s, %,d of them written in %.1f s,"
                                + " %,.0f images/s%n",
                        dataset,
                        plan.corruptions().size() * plan.imagesPerCorruption(),
                        plan.corruptions().size(),
                        plan.out(),
                        written,
                        seconds,
                        written / seconds);
        spec.commandLine().getOut().flush();
    }

    private ParameterException wrongUsage(IllegalArgumentException e) {
        return new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
}
