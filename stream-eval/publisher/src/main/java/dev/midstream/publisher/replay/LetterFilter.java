package dev.midstream.publisher.replay;

import dev.midstream.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which dead letters are replayed: those for which all of it holds.
 *
 * @param faults their faults; all if empty
 * @param topic where their records were
 * @param partition of that topic
 * @param from the earliest time of their records, inclusive
 * @param to the latest time of their records, exclusive
 * @param run that their images or labels are of
 */
record LetterFilter(
        Set<String> faults,
        Optional<String> topic,
        OptionalInt partition,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> run) {
    /** All letters. */
    static final LetterFilter ALL =
            new LetterFilter(
                    Set.of(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    LetterFilter {
        faults = Set.copyOf(faults);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException(
                    "Invalid range of time: --from %s is not before --to %s."
                            .formatted(from.get(), to.get()));
        }
    }

    /** Whether a letter is one of them, but for its run, which may have to be read. */
    boolean takes(DeadLetter letter) {
        Instant time = letter.getTimestamp();
        return (faults.isEmpty() || faults.contains(letter.getFault()))
                && topic.map(letter.getTopic()::equals).orElse(true)
                && (partition.isEmpty() || partition.getAsInt() == letter.getPartition())
                && from.map(first -> !time.isBefore(first)).orElse(true)
                && to.map(time::isBefore).orElse(true);
    }
}
