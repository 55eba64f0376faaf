package dev.midstream.publisher.publish;

import dev.midstream.images.plan.TestPlan;
import java.util.Arrays;

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

    /** Number of records to send that are among {@code count} of the plan from {@code first} on. */
    long sizeOf(long first, long count) {
        return everything
                ? count
                : Arrays.stream(chosen).filter(n -> n >= first && n < first + count).count();
    }

    /** The record of the plan that is sent as number {@code n}. */
    long record(long n) {
        return everything ? n : chosen[(int) n];
    }
}
