package dev.midstream.trainer.reproduce.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What is recorded of a finished run: enough for all tables and pictures, without its model.
 *
 * @param format version of this form, {@value #FORMAT}
 * @param run its name in the plan
 * @param commands that made it, where DATA and MODELS stand for directories
 * @param circumstances under which it was made
 * @param course of its training
 * @param test the images that it was measured on
 * @param columns its points and ensembles
 * @param plane what was measured over the plane of its endpoints, if that was asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunEvidence(
        int format,
        String run,
        List<String> commands,
        Circumstances circumstances,
        Course course,
        TestImages test,
        List<ColumnEvidence> columns,
        List<Place> plane) {
    /** The version that is written. */
    public static final int FORMAT = 1;

    public RunEvidence {
        commands = List.copyOf(commands);
        columns = columns == null ? List.of() : List.copyOf(columns);
        plane = plane == null ? List.of() : List.copyOf(plane);
    }

    /**
     * When, how long and on what a run was made.
     *
     * @param finished date, in UTC
     * @param trainSeconds sum over its epochs, wall time
     * @param evaluateSeconds wall time
     * @param machine processor, in words
     * @param versions of the software
     */
    public record Circumstances(
            String finished,
            double trainSeconds,
            double evaluateSeconds,
            String machine,
            Map<String, String> versions) {}

    /**
     * The course of training.
     *
     * @param options as the manifest of the model records them
     * @param loss of every epoch
     * @param accuracy of every epoch on training images, as they were seen
     * @param heldOutLoss of every epoch, if images were held out
     * @param heldOutAccuracy of every epoch, if images were held out
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Course(
            Map<String, String> options,
            List<Double> loss,
            List<Double> accuracy,
            List<Double> heldOutLoss,
            List<Double> heldOutAccuracy) {
        public Course {
            heldOutLoss = heldOutLoss == null ? List.of() : List.copyOf(heldOutLoss);
            heldOutAccuracy = heldOutAccuracy == null ? List.of() : List.copyOf(heldOutAccuracy);
        }

        /**
         * How accurate training images were answered, as they were seen, in the epoch that the
         * model is of: the last one, or the one with the lowest loss on images held out that early
         * stopping goes back to.
         *
         * @return empty if the record does not tell
         */
        public OptionalDouble fitted() {
            if (accuracy.isEmpty()) {
                return OptionalDouble.empty();
            }
            if (options.getOrDefault("patience", "0").equals("0")) {
                return OptionalDouble.of(accuracy.get(accuracy.size() - 1));
            }
            double least = heldOutLoss.stream().mapToDouble(loss -> loss).min().orElse(Double.NaN);
            int best = heldOutLoss.indexOf(least);
            // Losses are rounded, and each member of an ensemble goes back to an epoch of its own.
            boolean isKnown =
                    best >= 0
                            && best == heldOutLoss.lastIndexOf(least)
                            && options.getOrDefault("members", "1").equals("1");
            return isKnown ? OptionalDouble.of(accuracy.get(best)) : OptionalDouble.empty();
        }
    }

    /**
     * Test images.
     *
     * @param fingerprint SHA-256 of their names in order; two runs that share it can be compared
     *     image by image
     */
    public record TestImages(int count, String fingerprint) {}

    /**
     * Figures at a place of a plane.
     *
     * @param mixing weights of the endpoints
     */
    public record Place(List<Double> mixing, double accuracy, double ece, double loss) {}
}
