package dev.midstream.publisher.corrupt;

import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.dataset.TestImageOptions;
import dev.midstream.cli.terminal.ConsoleProgress;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.plan.TestPlan;
import dev.midstream.images.plan.TestSelection;
import dev.midstream.publisher.image.PictureFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code corrupt}, which writes a corrupted data set or a page of pictures. */
@Command(
        name = "corrupt",
        sortOptions = false,
        description = "Writes a corrupted data set in the layout of CIFAR-10-C or Tiny-ImageNet-C.",
        footer = {
            "",
            "An interrupted command continues when it is repeated: the corruptions that",
            "manifest.json lists as complete are kept."
        })
public final class CorruptCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private TestImageOptions source = new TestImageOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Directory of the corrupted data set: empty, or that of an earlier command with"
                            + " the same options.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            defaultValue = "cifar-c",
            description =
                    "cifar-c (one .npy a corruption, with all severities) or tiny-imagenet-c"
                            + " (<corruption>/<severity>/<class>/<image>) (default:"
                            + " ${DEFAULT-VALUE}).")
    private String layout = "";

    @Option(
            names = "--format",
            paramLabel = "NAME",
            defaultValue = "png",
            description =
                    "Pictures of tiny-imagenet-c: png (lossless) or jpeg (quality 85, as in the"
                            + " published sets, which is a corruption of its own) (default:"
                            + " ${DEFAULT-VALUE}).")
    private String format = "";

    @Option(
            names = "--contact-sheet",
            paramLabel = "FILE.png",
            description = "Draw the first image under every corruption and severity.")
    private Optional<Path> contactSheet = Optional.empty();

    @Override
    public Integer call() throws DatasetException, IOException, InterruptedException {
        Layout files = Usage.checked(spec, () -> Layout.named(layout));
        PictureFormat pictures = Usage.checked(spec, () -> PictureFormat.named(format));
        Usage.check(spec, source.dataset()::check);
        TestSelection selection = selection();
        TestPlan images = selection.of(source.open());
        if (contactSheet.isPresent()) {
            ContactSheet.of(images)
                    .write(
                            images.images().image(0),
                            images.images().imageId(0),
                            contactSheet.get());
        }
        if (out.isPresent()) {
            write(plan(images, new CorruptPlan.Output(out.get(), files, pictures)));
        }
        for (String remark : images.remarks()) {
            spec.commandLine().getOut().println(remark);
        }
        return ExitCodes.SUCCESS;
    }

    private TestSelection selection() throws IOException {
        if (source.areCorrupted()) {
            throw Usage.error(
                    spec,
                    "Cannot corrupt "
                            + source.dataset().name()
                            + ": its images are corrupted already.");
        }
        TestSelection selection;
        try {
            selection = source.corruptedOnly();
        } catch (IllegalArgumentException e) {
            throw Usage.error(spec, String.valueOf(e.getMessage()));
        }
        if (out.isEmpty() && contactSheet.isEmpty()) {
            throw Usage.error(
                    spec, "Missing required option: --out=DIR or --contact-sheet=FILE.png");
        }
        return selection;
    }

    private CorruptPlan plan(TestPlan images, CorruptPlan.Output output) {
        String split = source.split().toString().toLowerCase(Locale.ROOT);
        return Usage.checked(
                spec,
                () -> CorruptPlan.of(images, split, output, source.frostTitle(), source.seed()));
    }

    // Closing the progress ends its line and leaves standard error open.
    @SuppressWarnings("ClosingStandardOutputStreams")
    private void write(CorruptPlan plan)
            throws DatasetException, IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        long start = System.nanoTime();
        long written;
        try (ConsoleProgress progress = ConsoleProgress.of("corrupt")) {
            written = new CorruptedSetWriter(plan, progress, cores).write();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "%s: %,d images of %d corruptions in %s, %,d of them written in %.1f s,"
                                + " %,.0f images/s%n",
                        source.dataset().name(),
                        plan.corruptions().size() * plan.imagesPerCorruption(),
                        plan.corruptions().size(),
                        plan.output().directory(),
                        written,
                        seconds,
                        written / seconds);
        spec.commandLine().getOut().flush();
    }
}
