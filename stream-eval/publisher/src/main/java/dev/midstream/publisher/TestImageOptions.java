package dev.midstream.publisher;

import dev.midstream.images.corruption.ConditionGrid.CleanImages;
import dev.midstream.images.plan.ConditionOptions;
import dev.midstream.images.plan.ImageOrder;
import dev.midstream.images.plan.NoiseOptions;
import dev.midstream.images.plan.SelectionOptions;
import dev.midstream.images.plan.SplitOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which images are taken and how they are corrupted. */
public final class TestImageOptions {

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description =
                    "cifar10, cifar100, fashion-mnist, tiny-imagenet, imagenet, image-folder or"
                            + " npz. Only to be published, for they are corrupted already:"
                            + " corrupted-npy (CIFAR-10-C), tiny-imagenet-c or imagenet-c.")
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
            description =
                    "all, standard (15), extra (4), none, or names such as snow,contrast. Default:"
                        + " all; none for images that are corrupted already: they keep their own.")
    private @Nullable String corruptions;

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
            description = "Seed of corruptions, label noise, choice and order. Default: 0.")
    private long seed;

    @Option(
            names = "--frost-textures",
            paramLabel = "DIR",
            description =
                    "Pictures of frost of the publication. Default: procedural ones of similar"
                            + " brightness and contrast, whose figures are close but not equal.")
    private @Nullable Path frostTextures;

    /** For command lines. */
    public TestImageOptions() {}

    /** The data set's name, as given. */
    public String dataset() {
        return dataset;
    }

    /** Names the pictures of frost in results. */
    public String frostTitle() {
        return frostTextures == null ? "procedural" : "pictures";
    }

    /** The split's name, as given. */
    public String split() {
        return split;
    }

    /** Corrupted images only, with clean labels, in their order. */
    public SelectionOptions corruptedOnly() {
        return with(CleanImages.EXCLUDED, NoiseOptions.NONE, ImageOrder.AS_GIVEN);
    }

    SelectionOptions with(CleanImages clean, NoiseOptions noise, ImageOrder order) {
        return new SelectionOptions(
                new SplitOptions(dataset, data, split),
                new ConditionOptions(
                        Optional.ofNullable(corruptions),
                        severities,
                        clean,
                        Optional.ofNullable(frostTextures)),
                noise,
                limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                order,
                seed);
    }
}
