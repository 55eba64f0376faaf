package dev.midstream.publisher.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of partitions that readers of committed records do not see yet: what follows the first
 * record of the earliest open transaction, whoever wrote it.
 *
 * @param ranges by partition; at least one, and none of them empty
 */
public record HiddenRecords(Map<TopicPartition, Range> ranges) {
    public HiddenRecords {
        ranges = Map.copyOf(ranges);
    }

    /**
     * A part of a partition.
     *
     * @param from the first offset, which is where the open transaction begins
     * @param to the offset after the last
     */
    public record Range(long from, long to) {}

    /** What lies between where a reader has come to and the ends of the partitions. */
    static HiddenRecords between(
            Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        positions.forEach(
                (partition, position) -> {
                    long end = ends.getOrDefault(partition, position);
                    if (end > position) {
                        ranges.put(partition, new Range(position, end));
                    }
                });
        return new HiddenRecords(ranges);
    }

    /** Whether all records are seen. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** How many offsets are hidden, those of markers included. */
    long count() {
        return ranges.values().stream().mapToLong(range -> range.to() - range.from()).sum();
    }

    /** The first partition that has some, and which. */
    Map.Entry<TopicPartition, Range> first() {
        return ranges.entrySet().stream()
                .min(Map.Entry.comparingByKey(TopicScan.ORDER))
                .orElseThrow();
    }
}
