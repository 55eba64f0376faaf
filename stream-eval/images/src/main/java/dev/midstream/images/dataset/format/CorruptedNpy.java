package dev.midstream.images.dataset.format;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.DatasetReading;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.InMemoryImages;
import dev.midstream.images.dataset.Split;
import dev.midstream.images.imaging.Pixels;
import dev.midstream.images.npy.NpyImages;
import dev.midstream.images.npy.NpyLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Images that are corrupted already in the layout of CIFAR-10-C and CIFAR-100-C: {@code
 * <corruption>.npy} holds images {@code [5 * images, height, width, 3]}, severity 1 first, and
 * {@code labels.npy} holds as many labels, which repeat for every severity; {@code classes.txt}
 * names their classes, if it is there. The files are mapped into memory.
 */
final class CorruptedNpy {

    static final String NAME = "corrupted-npy";

    static final DatasetFormat FORMAT =
            new DatasetFormat(
                    NAME,
                    DatasetFormat.Kind.CORRUPTED,
                    (data, split, reading) -> open(data, reading));

    private static final String LABELS = "labels.npy";
    private static final String CLASSES = "classes.txt";
    private static final String SUFFIX = ".npy";

    private CorruptedNpy() {}

    static CorruptedDataset open(Path data, DatasetReading reading) throws DatasetException {
        ConditionFilter wanted = reading.conditions();
        int[] labels = labels(data.resolve(LABELS));
        int images = labels.length / Corruption.MAX_SEVERITY;
        List<String> classes = LabelNames.of(data.resolve(LABELS), labels, names(data, reading));
        ConditionedImages all = new ConditionedImages();
        Path firstFile = data;
        List<String> there = ConditionedImages.ordered(corruptions(data));
        for (String corruption : ConditionedImages.wanted(NAME, data, there, wanted)) {
            Path file = data.resolve(corruption + SUFFIX);
            NpyImages array = images(file, labels.length);
            if (all.isEmpty()) {
                firstFile = file;
            } else if (array.height() != all.height() || array.width() != all.width()) {
                throw new DatasetException(
                        "Cannot read "
                                + file
                                + ": its images are "
                                + array.width()
                                + "x"
                                + array.height()
                                + " pixels, those of "
                                + firstFile.getFileName()
                                + " "
                                + all.width()
                                + "x"
                                + all.height()
                                + ".");
            }
            for (int severity = 1; severity <= Corruption.MAX_SEVERITY; severity++) {
                Condition condition = new Condition(corruption, severity);
                if (wanted.includes(condition)) {
                    all.add(
                            condition,
                            new Slice(array, (severity - 1) * images, labels, images, classes));
                }
            }
        }
        if (all.isEmpty()) {
            throw new DatasetException(
                    "Cannot open data set "
                            + NAME
                            + ": "
                            + data
                            + (there.isEmpty()
                                    ? " has no <corruption>.npy beside " + LABELS + "."
                                    : " has none of the severities that --severities names."));
        }
        return all;
    }

    /** The names beside the labels; otherwise those given by the user. */
    private static List<String> names(Path data, DatasetReading reading) throws DatasetException {
        Path file = data.resolve(CLASSES);
        return Files.exists(file) ? TextFile.lines(file) : reading.classes();
    }

    private static List<String> corruptions(Path data) throws DatasetException {
        List<String> corruptions = new ArrayList<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX) && !name.startsWith(".") && !name.equals(LABELS)) {
                    corruptions.add(name.substring(0, name.length() - SUFFIX.length()));
                }
            }
        } catch (IOException e) {
            throw DatasetException.unlistable(data, e);
        }
        return corruptions;
    }

    private static NpyImages images(Path file, int labels) throws DatasetException {
        NpyImages images;
        try {
            images = NpyImages.open(file);
        } catch (IOException e) {
            throw DatasetException.unreadable(file, e);
        }
        if (images.count() != labels) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": it holds "
                            + images.count()
                            + " images for "
                            + labels
                            + " labels in "
                            + LABELS
                            + ".");
        }
        return images;
    }

    private static int[] labels(Path file) throws DatasetException {
        int[] labels;
        try {
            labels = NpyLabels.read(file);
        } catch (IOException e) {
            throw DatasetException.unreadable(file, e);
        }
        int images = labels.length / Corruption.MAX_SEVERITY;
        if (images == 0 || labels.length % Corruption.MAX_SEVERITY != 0) {
            throw new DatasetException(
                    "Cannot read "
                            + file
                            + ": its "
                            + labels.length
                            + " labels are not the same number for each of 5 severities.");
        }
        for (int i = images; i < labels.length; i++) {
            if (labels[i] != labels[i - images]) {
                throw new DatasetException(
                        "Cannot read "
                                + file
                                + ": label "
                                + i
                                + " is "
                                + labels[i]
                                + ", at the severity before it is "
                                + labels[i - images]
                                + ".");
            }
        }
        return labels;
    }

    /** The images of one severity. */
    private static final class Slice implements ImageDataset {

        private final NpyImages array;
        private final int start;
        private final int[] labels;
        private final int size;
        private final List<String> classes;

        Slice(NpyImages array, int start, int[] labels, int size, List<String> classes) {
            this.array = array;
            this.start = start;
            this.labels = labels;
            this.size = size;
            this.classes = classes;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<String> classes() {
            return classes;
        }

        @Override
        public int height() {
            return array.height();
        }

        @Override
        public int width() {
            return array.width();
        }

        @Override
        public int channels() {
            return Pixels.CHANNELS;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public String imageId(int index) {
            return InMemoryImages.numbered(Split.TEST).apply(index);
        }

        @Override
        public int label(int index) {
            return labels[index];
        }

        @Override
        public int[] labels() {
            return Arrays.copyOf(labels, size);
        }

        @Override
        public Image image(int index) {
            return array.image(start + index);
        }
    }
}
