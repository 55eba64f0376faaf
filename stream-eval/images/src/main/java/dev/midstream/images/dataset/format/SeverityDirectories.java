package dev.midstream.images.dataset.format;

import dev.midstream.images.corruption.Corruption;
import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.file.ClassDirectories;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directories of a corruption's severities. */
final class SeverityDirectories {

    /** A number, or words that end in one: {@code 3}, {@code 0.25}, {@code intensity_level_3}. */
    private static final Pattern NUMBERED = Pattern.compile("(|.*[^0-9.])([0-9]+(?:\\.[0-9]+)?)");

    private SeverityDirectories() {}

    /** Those that are named 1 to 5. */
    static Map<Integer, Path> numbered(Path corruption) {
        Map<Integer, Path> severities = new TreeMap<>();
        for (int level = Corruption.MIN_SEVERITY; level <= Corruption.MAX_SEVERITY; level++) {
            Path directory = corruption.resolve(Integer.toString(level));
            if (Files.isDirectory(directory)) {
                severities.put(level, directory);
            }
        }
        return severities;
    }

    /**
     * Those whose names are numbers or end in numbers after the same words. Numbers from 1 to 5 are
     * the severities; where there are others, the order of the numbers is.
     *
     * @throws DatasetException if there are more than five, or two of one number
     */
    static Map<Integer, Path> ofAnyNames(Path corruption) throws DatasetException {
        TreeMap<BigDecimal, Path> levels = new TreeMap<>();
        Set<String> words = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (String name : ClassDirectories.classes(corruption)) {
            Matcher matcher = NUMBERED.matcher(name);
            if (!matcher.matches()) {
                return Map.of();
            }
            words.add(matcher.group(1));
            Path other = levels.put(new BigDecimal(matcher.group(2)), corruption.resolve(name));
            if (other != null) {
                twice.add("%s and %s".formatted(other.getFileName(), name));
            }
        }
        if (words.size() > 1) {
            return Map.of();
        }
        if (!twice.isEmpty()) {
            throw new DatasetException(
                    "Cannot open %s: %s are one severity. Keep one of them."
                            .formatted(corruption, twice.get(0)));
        }
        if (levels.size() > Corruption.MAX_SEVERITY) {
            throw new DatasetException(
                    "Cannot open %s: it has %d severities, where there may be %d."
                            .formatted(corruption, levels.size(), Corruption.MAX_SEVERITY));
        }
        return severities(levels);
    }

    private static Map<Integer, Path> severities(TreeMap<BigDecimal, Path> levels) {
        boolean known = levels.keySet().stream().allMatch(SeverityDirectories::isSeverity);
        Map<Integer, Path> severities = new TreeMap<>();
        for (Map.Entry<BigDecimal, Path> level : levels.entrySet()) {
            int severity = known ? level.getKey().intValueExact() : severities.size() + 1;
            severities.put(severity, level.getValue());
        }
        return severities;
    }

    private static boolean isSeverity(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(Corruption.MIN_SEVERITY)) >= 0
                && number.compareTo(BigDecimal.valueOf(Corruption.MAX_SEVERITY)) <= 0;
    }
}
