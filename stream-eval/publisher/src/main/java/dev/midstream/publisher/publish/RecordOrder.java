package dev.midstream.publisher.publish;

import dev.midstream.images.plan.TestPlan;

/**
 * Which records a run sends: all of them, or those that an earlier run did not. Record {@code n} is
 * item {@code n % size} of the plan.
 */
final class RecordOrder {

    private final long[] chosen;
    private final long size;
    private final boolean everything;

    private RecordOrder(long[] chosen, long size, boolean everything) {
        this.chosen = chosen;
        this.size = size;
        this.everything = everything;
    }

    /** Everything, {@code passes} times. */
    static RecordOrder all(TestPlan plan, int passes) {
        return new RecordOrder(new long[0], (long) plan.size() * passes, true);
    }

    static RecordOrder of(long[] records) {
        return new RecordOrder(records, records.length, false);
    }

    /** Number of records to send. */
    long size() {
        return size;
    }

    /** The record of the plan that is sent as number {@code n}. */
    long record(long n) {
        return everything ? n : chosen[(int) n];
    }
}
