package dev.midstream.publisher.replay;

import dev.midstream.publisher.replay.ReplayConfiguration.Execution;
import java.time.Duration;

/**
 * What became of the letters.
 *
 * @param read how many letters the topic has
 * @param malformed how many of its records are no dead letters
 * @param tally the selected letters
 * @param elapsed time from the first record to the last
 */
record ReplaySummary(
        String topic,
        Execution execution,
        long read,
        long malformed,
        Tally tally,
        Duration elapsed) {}
