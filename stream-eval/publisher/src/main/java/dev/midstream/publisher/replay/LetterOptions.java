package dev.midstream.publisher.replay;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which dead letters are replayed. */
final class LetterOptions {
    @Option(
            names = "--fault",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Only letters of these faults, such as UNKNOWN_SCHEMA (default: all faults).")
    private Set<String> faults = new LinkedHashSet<>();

    @Option(
            names = "--origin-topic",
            paramLabel = "TOPIC",
            description = "Only letters of records of this topic (default: all topics).")
    private Optional<String> topic = Optional.empty();

    @Option(
            names = "--origin-partition",
            paramLabel = "N",
            description = "Only letters of records of this partition (default: all partitions).")
    private @Nullable Integer partition;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description =
                    "Only letters of records that were written at this time or later, such as"
                            + " 2026-01-31T12:00:00Z (default: the first).")
    private Optional<Instant> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            converter = InstantConverter.class,
            description =
                    "Only letters of records that were written before this time (default: the"
                            + " last).")
    private Optional<Instant> to = Optional.empty();

    @Option(
            names = "--of-run",
            paramLabel = "ID",
            description = "Only letters of images and labels of this run (default: all runs).")
    private Optional<String> run = Optional.empty();

    LetterOptions() {}

    /**
     * The letters.
     *
     * @throws IllegalArgumentException if a value makes no sense, with a message for the user
     */
    LetterFilter filter() {
        return new LetterFilter(
                faults,
                topic,
                partition == null ? OptionalInt.empty() : OptionalInt.of(partition),
                from,
                to,
                run);
    }
}
