package dev.midstream.images.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The data sets Midstream reads, by name. */
public final class Datasets {

    private static final List<String> CLEAN =
            List.of(
                    Cifar10.NAME,
                    Cifar100.NAME,
                    FashionMnist.NAME,
                    TinyImageNet.NAME,
                    ImageNet.NAME,
                    ImageFolder.NAME,
                    NpzImages.NAME);
    private static final List<String> CORRUPTED =
            List.of(
                    CorruptedNpy.NAME,
                    CorruptedTree.TINY_IMAGENET.name(),
                    CorruptedTree.IMAGENET.name());

    private Datasets() {}

    /** Names that {@link #open} understands. */
    public static List<String> names() {
        return Stream.concat(CLEAN.stream(), CORRUPTED.stream()).toList();
    }

    /** Names that {@link #open} opens as a {@link CorruptedDataset}. */
    public static List<String> corruptedNames() {
        return CORRUPTED;
    }

    /**
     * Opens a split: reads it into memory, or lists its files if there may be many.
     *
     * @param name one of {@link #names()}
     * @param data the directory that holds the data set's files; for {@code npz} the file
     * @return a {@link CorruptedDataset} if the images are corrupted already
     * @throws DatasetException if the name is unknown, a file is missing, or its content is not
     *     exactly what its format demands
     */
    public static ImageDataset open(String name, Path data, Split split) throws DatasetException {
        check(name, data);
        return CORRUPTED.contains(name)
                ? openCorrupted(name, data, split)
                : openClean(name, data, split);
    }

    /**
     * Opens a split like {@link #open(String, Path, Split)}, but images of one size that lie in
     * files of their own are held in memory if they take no more than the given number of bytes.
     */
    public static ImageDataset open(String name, Path data, Split split, long mostHeldBytes)
            throws DatasetException {
        return switch (name) {
            case TinyImageNet.NAME -> {
                check(name, data);
                yield TinyImageNet.open(data, split).heldWithin(mostHeldBytes);
            }
            case ImageFolder.NAME -> {
                check(name, data);
                yield ImageFolder.open(data, split, mostHeldBytes);
            }
            default -> open(name, data, split);
        };
    }

    private static void check(String name, Path data) throws DatasetException {
        if (!names().contains(name)) {
            throw new DatasetException(
                    "Unknown data set: "
                            + name
                            + ". Use one of "
                            + String.join(", ", names())
                            + ".");
        }
        boolean present =
                name.equals(NpzImages.NAME) ? Files.isRegularFile(data) : Files.isDirectory(data);
        if (!present) {
            throw new DatasetException(
                    "Cannot open data set "
                            + name
                            + ": "
                            + data
                            + (Files.exists(data)
                                    ? (name.equals(NpzImages.NAME)
                                            ? " is not a file."
                                            : " is not a directory.")
                                    : " does not exist."));
        }
    }

    private static ImageDataset openClean(String name, Path data, Split split)
            throws DatasetException {
        return switch (name) {
            case Cifar10.NAME -> Cifar10.open(data, split);
            case Cifar100.NAME -> Cifar100.open(data, split);
            case FashionMnist.NAME -> FashionMnist.open(data, split);
            case TinyImageNet.NAME -> TinyImageNet.open(data, split);
            case ImageNet.NAME -> ImageNet.open(data, split);
            case ImageFolder.NAME -> ImageFolder.open(data, split);
            case NpzImages.NAME -> NpzImages.open(data, split);
            default -> throw new IllegalStateException("No reader for " + name);
        };
    }

    private static CorruptedDataset openCorrupted(String name, Path data, Split split)
            throws DatasetException {
        if (split != Split.TEST) {
            throw new DatasetException(
                    "Cannot open data set "
                            + name
                            + ": corrupted images are test images. Use the split test.");
        }
        if (name.equals(CorruptedNpy.NAME)) {
            return CorruptedNpy.open(data);
        }
        return name.equals(CorruptedTree.IMAGENET.name())
                ? CorruptedTree.IMAGENET.open(data)
                : CorruptedTree.TINY_IMAGENET.open(data);
    }
}
