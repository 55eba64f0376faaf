package dev.midstream.schemas.model;

import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.PointRole;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selected points of a model, in the order of its manifest.
 *
 * @param ids the points' names
 * @param indexes their indices in the manifest's list of points, ascending
 */
public record PointSelection(List<String> ids, List<Integer> indexes) {
    /** Selects every point. */
    public static final String ALL = "all";

    /** The name of the ensemble of the selected points, which averages their logits. */
    public static final String ENSEMBLE = "ensemble";

    private static final Set<String> ROLES = Set.of("midpoint", "endpoints", "members");
    private static final Pattern SAMPLES = Pattern.compile("samples(?::([1-9][0-9]{0,8}))?");

    /** Copies the lists. */
    public PointSelection {
        ids = List.copyOf(ids);
        indexes = List.copyOf(indexes);
    }

    /**
     * Reads the value of a {@code --points} option.
     *
     * @param text {@code all}, or names with commas between them
     * @throws IllegalArgumentException if the model has no such point, with a message for the user
     */
    public static PointSelection parse(ModelManifest manifest, String text) {
        return select(manifest, List.of(text.split(",", -1)));
    }

    /**
     * Selects points of a model by name or role.
     *
     * @param names {@code all}, ids of points, and the roles {@code midpoint}, {@code endpoints},
     *     {@code samples}, {@code samples:N} for the first N of them, and {@code members}. {@code
     *     ensemble} adds no points to others, and selects every point if it is the only name. In a
     *     model with one point, every role selects that point
     * @throws IllegalArgumentException if the model has no such point, with a message for the user
     */
    public static PointSelection select(ModelManifest manifest, List<String> names) {
        Set<String> wanted = new LinkedHashSet<>();
        boolean everything = true;
        for (String name : names) {
            if (!name.strip().equals(ENSEMBLE)) {
                everything = false;
                wanted.addAll(named(manifest, name.strip()));
            }
        }
        List<String> ids = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < manifest.getPoints().size(); i++) {
            String id = manifest.getPoints().get(i).getPointId();
            if (everything || wanted.contains(id)) {
                ids.add(id);
                indexes.add(i);
            }
        }
        return new PointSelection(ids, indexes);
    }

    private static List<String> named(ModelManifest manifest, String name) {
        List<String> known = manifest.getPoints().stream().map(ModelPoint::getPointId).toList();
        if (name.equals(ALL)) {
            return known;
        }
        if (known.contains(name)) {
            return List.of(name);
        }
        Matcher samples = SAMPLES.matcher(name);
        boolean role = ROLES.contains(name) || samples.matches();
        if (role && known.size() == 1) {
            return known;
        }
        List<String> found =
                samples.matches()
                        ? ids(manifest, PointRole.SAMPLE, limit(samples.group(1)))
                        : switch (name) {
                            case "midpoint" -> ids(manifest, PointRole.MIDPOINT, Long.MAX_VALUE);
                            case "endpoints" -> ids(manifest, PointRole.ENDPOINT, Long.MAX_VALUE);
                            case "members" -> ids(manifest, PointRole.MEMBER, Long.MAX_VALUE);
                            default -> List.of();
                        };
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown point: %s. Model %s has %s."
                            .formatted(name, manifest.getModelId(), String.join(", ", known)));
        }
        return found;
    }

    private static long limit(@Nullable String number) {
        return number == null ? Long.MAX_VALUE : Long.parseLong(number);
    }

    private static List<String> ids(ModelManifest manifest, PointRole role, long most) {
        return manifest.getPoints().stream()
                .filter(point -> point.getRole() == role)
                .limit(most)
                .map(ModelPoint::getPointId)
                .toList();
    }

    /** Number of selected points. */
    public int size() {
        return ids.size();
    }
}
