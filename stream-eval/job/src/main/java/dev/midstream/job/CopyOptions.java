package dev.midstream.job;

import dev.midstream.job.copies.FirstCopies;
import picocli.CommandLine.Option;

/** The option of images that come more than once. */
final class CopyOptions {
    private static final String DEFAULT_IMAGES = "5000000";

    @Option(
            names = "--remembered-images",
            paramLabel = "N",
            defaultValue = DEFAULT_IMAGES,
            description =
                    "A copy of one of the latest N images that were scored (same run, data set,"
                        + " image, corruption and severity) does not count; 0 counts every record"
                        + " (default: ${DEFAULT-VALUE}).")
    private long rememberedImages;

    /**
     * How many images are remembered.
     *
     * @throws IllegalArgumentException if it is no such number, with a message for the user
     */
    long rememberedImages() {
        if (rememberedImages < 0 || rememberedImages > FirstCopies.MAX_IMAGES) {
            throw new IllegalArgumentException(
                    "Invalid --remembered-images: %d. Give 0 to %d."
                            .formatted(rememberedImages, FirstCopies.MAX_IMAGES));
        }
        return rememberedImages;
    }
}
