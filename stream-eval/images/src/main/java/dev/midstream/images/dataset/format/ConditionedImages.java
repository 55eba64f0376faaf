package dev.midstream.images.dataset.format;

import dev.midstream.images.Image;
import dev.midstream.images.corruption.Condition;
import dev.midstream.images.corruption.ConditionFilter;
import dev.midstream.images.corruption.Corruptions;
import dev.midstream.images.dataset.CorruptedDataset;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.file.CodePointOrder;
import dev.midstream.images.imaging.Pixels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A corrupted data set composed of one data set per condition. */
final class ConditionedImages implements CorruptedDataset {

    private final List<Condition> conditions = new ArrayList<>();
    private final List<ImageDataset> parts = new ArrayList<>();

    ConditionedImages() {}

    /** Adds a condition, whose ids and labels must equal those of the first. */
    void add(Condition condition, ImageDataset part) {
        conditions.add(condition);
        parts.add(part);
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /**
     * Returns the corruptions that a filter includes, in the order of those that are there.
     *
     * @throws DatasetException if the filter names one that is not there
     */
    static List<String> wanted(String name, Path data, List<String> there, ConditionFilter filter)
            throws DatasetException {
        for (String corruption : filter.corruptions().orElse(List.of())) {
            if (!there.contains(corruption)) {
                throw new DatasetException(
                        "Cannot open data set %s: %s has no corruption named %s, but %s."
                                .formatted(
                                        name,
                                        data,
                                        corruption,
                                        there.isEmpty() ? "none" : String.join(", ", there)));
            }
        }
        return there.stream().filter(filter::includes).toList();
    }

    /** Returns names in the order of {@link Corruptions#known()}, followed by unknown ones. */
    static List<String> ordered(List<String> corruptions) {
        List<String> ordered = new ArrayList<>(Corruptions.known().names());
        ordered.retainAll(corruptions);
        corruptions.stream()
                .filter(name -> !ordered.contains(name))
                .sorted(CodePointOrder.BY_CODE_POINT)
                .forEach(ordered::add);
        return List.copyOf(ordered);
    }

    @Override
    public List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    @Override
    public int imagesPerCondition() {
        return parts.get(0).size();
    }

    @Override
    public String name() {
        return parts.get(0).name();
    }

    @Override
    public List<String> remarks() {
        Map<String, List<Condition>> remarks = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            for (String remark : parts.get(i).remarks()) {
                remarks.computeIfAbsent(remark, unused -> new ArrayList<>()).add(conditions.get(i));
            }
        }
        List<String> lines = new ArrayList<>();
        remarks.forEach(
                (remark, of) -> lines.add(of.size() < parts.size() ? in(of) + remark : remark));
        return lines;
    }

    private static String in(List<Condition> some) {
        return "In %s%s: "
                .formatted(
                        some.get(0),
                        some.size() == 1 ? "" : " and %d more".formatted(some.size() - 1));
    }

    @Override
    public List<String> classes() {
        return parts.get(0).classes();
    }

    @Override
    public int height() {
        return parts.get(0).height();
    }

    @Override
    public int width() {
        return parts.get(0).width();
    }

    @Override
    public int channels() {
        return Pixels.CHANNELS;
    }

    @Override
    public int size() {
        return parts.size() * imagesPerCondition();
    }

    @Override
    public String imageId(int index) {
        return part(index).imageId(index % imagesPerCondition());
    }

    @Override
    public int label(int index) {
        return part(index).label(index % imagesPerCondition());
    }

    @Override
    public Image image(int index) {
        return part(index).image(index % imagesPerCondition());
    }

    @Override
    public Image original(int index) {
        return part(index).original(index % imagesPerCondition());
    }

    private ImageDataset part(int index) {
        return parts.get(Objects.checkIndex(index, size()) / imagesPerCondition());
    }
}
