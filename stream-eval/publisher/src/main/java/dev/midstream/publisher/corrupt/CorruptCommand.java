package dev.midstream.publisher.corrupt;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.Datasets;
import dev.midstream.images.plan.SelectionOptions;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.ConsoleProgress;
import dev.midstream.publisher.TestImageOptions;
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

    @Mixin private TestImageOptions source = new TestImageOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Takes the corrupted data set; empty, or of an earlier, equal command.")
    private @Nullable Path out;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description =
                    "cifar-c (one .npy a corruption, all severities) or tiny-imagenet-c"
                            + " (<corruption>/<severity>/<class>/<image>). Default: cifar-c.")
    private String layout = "cifar-c";

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description =
                    "Pictures of tiny-imagenet-c: png (lossless) or jpeg (quality 85, as the"
                        + " published sets are, which is a corruption of its own). Default: png.")
    private String format = "png";

    @Option(
            names = "--contact-sheet",
            paramLabel = "FILE.png",
            description = "Draws the first image under every corruption and severity.")
    private @Nullable Path contactSheet;

    /** For the command line of the publisher. */
    public CorruptCommand() {}

    @Override
    public Integer call() throws DatasetException, IOException, InterruptedException {
        SelectionOptions options = source.corruptedOnly();
        TestSelection selection;
        Layout files;
        PictureFormat pictures;
        try {
            files = Layout.named(layout);
            pictures = PictureFormat.named(format);
            if (Datasets.corruptedNames().contains(options.source().dataset())) {
                throw new IllegalArgumentException(
                        "Cannot corrupt "
                                + options.source().dataset()
                                + ": its images are corrupted already.");
            }
            selection = options.selection();
            if (out == null && contactSheet == null) {
                throw new IllegalArgumentException(
                        "Missing required option: --out=DIR or --contact-sheet=FILE.png");
            }
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
        TestPlan images = selection.of(options.open());
        if (contactSheet != null) {
            ContactSheet.of(images)
                    .write(images.images().image(0), images.images().imageId(0), contactSheet);
        }
        if (out != null) {
            write(plan(images, options, out, files, pictures, selection.seed()));
        }
        for (String remark : images.remarks()) {
            spec.commandLine().getOut().println(remark);
        }
        return CommandLine.ExitCode.OK;
    }

    private CorruptPlan plan(
            TestPlan images,
            SelectionOptions options,
            Path directory,
            Layout files,
            PictureFormat pictures,
            long seed) {
        try {
            return CorruptPlan.of(
                    images,
                    options.source().split(),
                    directory,
                    files,
                    pictures,
                    source.frostTitle(),
                    seed);
        } catch (IllegalArgumentException e) {
            throw wrongUsage(e);
        }
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
                        source.dataset(),
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
