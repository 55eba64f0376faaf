package dev.midstream.publisher;

import dev.midstream.images.corruption.Condition;
import dev.midstream.publisher.PublishSummary.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/** Counts of a run's records by condition, and its first failure. Safe for several threads. */
final class Deliveries {

    /** The first record that was not delivered, and why. */
    record Failure(long record, int bytes, Exception reason) {}

    private final List<Condition> conditions;
    private final AtomicLongArray sent;
    private final AtomicLongArray uncommitted;
    private final AtomicLongArray acknowledged;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong uncommittedBytes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<Failure> failure = new AtomicReference<>();

    Deliveries(List<Condition> conditions) {
        this.conditions = conditions;
        this.sent = new AtomicLongArray(conditions.size());
        this.uncommitted = new AtomicLongArray(conditions.size());
        this.acknowledged = new AtomicLongArray(conditions.size());
    }

    void sent(int condition) {
        sent.incrementAndGet(condition);
    }

    /** Counts an acknowledgement and returns how many there are. */
    long acknowledged(int condition, int size) {
        acknowledged.incrementAndGet(condition);
        bytes.addAndGet(size);
        return total.incrementAndGet();
    }

    /** Notes a record that the cluster has, but that a transaction may yet take back. */
    void uncommitted(int condition, int size) {
        uncommitted.incrementAndGet(condition);
        uncommittedBytes.addAndGet(size);
    }

    /** Counts the noted records as acknowledged and returns how many there are. */
    long commit() {
        for (int i = 0; i < conditions.size(); i++) {
            long count = uncommitted.getAndSet(i, 0);
            acknowledged.addAndGet(i, count);
            total.addAndGet(count);
        }
        bytes.addAndGet(uncommittedBytes.getAndSet(0));
        return total.get();
    }

    void failed(long record, int size, Exception reason) {
        failure.compareAndSet(null, new Failure(record, size, reason));
    }

    Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    long bytes() {
        return bytes.get();
    }

    List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            cells.add(new Cell(conditions.get(i), sent.get(i), acknowledged.get(i)));
        }
        return cells;
    }
}
