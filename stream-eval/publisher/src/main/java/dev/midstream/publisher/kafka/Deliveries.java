package dev.midstream.publisher.kafka;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/** Counts the records of a run by condition, and keeps its first failure. Thread-safe. */
public final class Deliveries {

    /** The first record that was not delivered, and why. */
    public record Failure(long record, int bytes, Exception reason) {}

    private final AtomicLongArray sent;
    private final AtomicLongArray uncommitted;
    private final AtomicLongArray acknowledged;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong uncommittedBytes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<Failure> failure = new AtomicReference<>();

    /** Counts for a number of conditions. */
    public Deliveries(int conditions) {
        this.sent = new AtomicLongArray(conditions);
        this.uncommitted = new AtomicLongArray(conditions);
        this.acknowledged = new AtomicLongArray(conditions);
    }

    void sent(int condition) {
        sent.incrementAndGet(condition);
    }

    /** Counts an acknowledged record and returns how many there are in all. */
    long acknowledged(int condition, int size) {
        acknowledged.incrementAndGet(condition);
        bytes.addAndGet(size);
        return total.incrementAndGet();
    }

    /** Counts a record that the cluster has and whose transaction is still open. */
    void uncommitted(int condition, int size) {
        uncommitted.incrementAndGet(condition);
        uncommittedBytes.addAndGet(size);
    }

    /** Counts the uncommitted records as acknowledged and returns how many there are in all. */
    long commit() {
        for (int i = 0; i < acknowledged.length(); i++) {
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

    /** The first failure, if there was one. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Size of the acknowledged records. */
    public long bytes() {
        return bytes.get();
    }

    /** Records of a condition that were handed to the producer. */
    public long sentOf(int condition) {
        return sent.get(condition);
    }

    /** Records of a condition that all in-sync replicas have. */
    public long acknowledgedOf(int condition) {
        return acknowledged.get(condition);
    }
}
