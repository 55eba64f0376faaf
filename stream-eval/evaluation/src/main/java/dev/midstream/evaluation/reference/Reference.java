package dev.midstream.evaluation.reference;

import java.io.Serializable;
import java.util.Optional;

/** Which point the others are compared with, image by image. */
public sealed interface Reference extends Serializable {
    /** The midpoint of the point's own model, where it is judged: the default. */
    record Midpoint() implements Reference {}

    /** One point of one model, for the points of all models. */
    record Fixed(PointName point) implements Reference {}

    /** Nothing is compared. */
    record None() implements Reference {}

    /**
     * Reads the value of a {@code --reference} option.
     *
     * @param text {@code midpoint}, {@code none} or {@code MODEL/POINT}
     * @throws IllegalArgumentException if it is none of them, with a message for the user
     */
    static Reference parse(String text) {
        if (text.equals("midpoint")) {
            return new Midpoint();
        }
        if (text.equals("none")) {
            return new None();
        }
        int slash = text.lastIndexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException(
                    "Invalid --reference: %s. Give midpoint, none or MODEL/POINT.".formatted(text));
        }
        return new Fixed(new PointName(text.substring(0, slash), text.substring(slash + 1)));
    }

    /**
     * Returns what the points of a model are compared with.
     *
     * @param midpointId the model's midpoint; empty where it has none that is judged
     */
    default Optional<PointName> of(String modelId, Optional<String> midpointId) {
        if (this instanceof Fixed fixed) {
            return Optional.of(fixed.point());
        }
        return this instanceof Midpoint
                ? midpointId.map(id -> new PointName(modelId, id))
                : Optional.empty();
    }
}
