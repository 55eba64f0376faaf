package dev.midstream.images.dataset;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Images that are corrupted already, with the same images from a clean data set as their first
 * condition. They are found by their ids, of which the ending of a file's name counts only where it
 * is needed, and must be of the same class: of the same name, or of the same label where the
 * corrupted images only number their classes.
 */
public final class CleanBeside implements CorruptedDataset {

    private final CorruptedDataset corrupted;
    private final ImageDataset clean;
    // The clean image of each image.
    private final int[] indexes;
    private final List<String> classes;

    private CleanBeside(CorruptedDataset corrupted, ImageDataset clean, int[] indexes) {
        this.corrupted = corrupted;
        this.clean = clean;
        this.indexes = indexes;
        this.classes = hasNumbersOnly(corrupted) ? clean.classes() : corrupted.classes();
    }

    /**
     * Finds the clean images.
     *
     * @throws DatasetException if one is missing, or is of another size or class
     */
    public static CleanBeside of(CorruptedDataset corrupted, ImageDataset clean)
            throws DatasetException {
        if (clean.height() != corrupted.height() || clean.width() != corrupted.width()) {
            throw refused(
                    corrupted,
                    clean,
                    "they are %dx%d pixels, the corrupted ones %dx%d"
                            .formatted(
                                    clean.width(),
                                    clean.height(),
                                    corrupted.width(),
                                    corrupted.height()));
        }
        CleanNames names = new CleanNames(clean);
        ClassMatch classes = hasNumbersOnly(corrupted) ? ClassMatch.BY_LABEL : ClassMatch.BY_NAME;
        int[] indexes = new int[corrupted.imagesPerCondition()];
        for (int i = 0; i < indexes.length; i++) {
            String id = corrupted.imageId(i);
            List<Integer> found = names.find(id);
            if (found.isEmpty()) {
                throw refused(corrupted, clean, "they lack " + id);
            }
            if (found.size() > 1) {
                throw refused(
                        corrupted,
                        clean,
                        "%s may be %s or %s. Rename one of them"
                                .formatted(
                                        id,
                                        clean.imageId(found.get(0)),
                                        clean.imageId(found.get(1))));
            }
            int index = found.get(0);
            String cleanClass = classes.classOf(clean, index);
            String corruptedClass = classes.classOf(corrupted, i);
            if (!cleanClass.equals(corruptedClass)) {
                throw refused(
                        corrupted,
                        clean,
                        "%s is of class %s, the corrupted one of class %s"
                                .formatted(id, cleanClass, corruptedClass));
            }
            indexes[i] = index;
        }
        return new CleanBeside(corrupted, clean, indexes);
    }

    /** Whether the clean images know the classes of the corrupted ones better. */
    private static boolean hasNumbersOnly(CorruptedDataset corrupted) {
        List<String> names = corrupted.classes();
        return IntStream.range(0, names.size())
                .allMatch(i -> names.get(i).equals(Integer.toString(i)));
    }

    /** What two classes have in common that are the same. */
    private enum ClassMatch {
        /** Where the corrupted images have numbers only. */
        BY_LABEL {
            @Override
            String known(ImageDataset images, int label) {
                return Integer.toString(label);
            }
        },
        BY_NAME {
            @Override
            String known(ImageDataset images, int label) {
                return images.classes().get(label);
            }
        };

        abstract String known(ImageDataset images, int label);

        /** Empty without labels. */
        String classOf(ImageDataset images, int index) {
            return images.labelled() ? known(images, images.label(index)) : "";
        }
    }

    private static DatasetException refused(
            CorruptedDataset corrupted, ImageDataset clean, String reason) {
        return new DatasetException(
                "Cannot put clean images of %s beside those of %s: %s."
                        .formatted(clean.name(), corrupted.name(), reason));
    }

    @Override
    public List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(Condition.CLEAN);
        conditions.addAll(corrupted.conditions());
        return conditions;
    }

    @Override
    public int imagesPerCondition() {
        return indexes.length;
    }

    @Override
    public String name() {
        return corrupted.name();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int height() {
        return corrupted.height();
    }

    @Override
    public int width() {
        return corrupted.width();
    }

    @Override
    public int channels() {
        return corrupted.channels();
    }

    @Override
    public int size() {
        return indexes.length + corrupted.size();
    }

    @Override
    public String imageId(int index) {
        return corrupted.imageId(first(index));
    }

    @Override
    public int label(int index) {
        return corrupted.label(first(index));
    }

    @Override
    public Image image(int index) {
        OptionalInt cleanIndex = cleanIndex(index);
        return cleanIndex.isPresent()
                ? clean.image(cleanIndex.getAsInt())
                : corrupted.image(index - indexes.length);
    }

    /** A clean image as its format gives it: its file may show more than the corrupted ones do. */
    @Override
    public Image original(int index) {
        return cleanIndex(index).isPresent()
                ? image(index)
                : corrupted.original(index - indexes.length);
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(corrupted.remarks());
        remarks.addAll(clean.remarks());
        if (clean.size() > indexes.length) {
            remarks.add(
                    "Of the %d clean images of %s, only the %d that are also there corrupted are used."
                            .formatted(clean.size(), clean.name(), indexes.length));
        }
        return remarks;
    }

    private OptionalInt cleanIndex(int index) {
        Objects.checkIndex(index, size());
        return index < indexes.length ? OptionalInt.of(indexes[index]) : OptionalInt.empty();
    }

    /** The same image under the first condition of the corrupted images. */
    private int first(int index) {
        return Objects.checkIndex(index, size()) % indexes.length;
    }
}
