package dev.midstream.job.copies;

/**
 * A set of hashes of 64 bits that takes 10 bytes for each when it is full: open addressing with
 * linear probing, in the order of the hashes. Sets of objects take 50.
 */
final class HashSet64 {
    private static final int FIRST_SLOTS = 16;
    private static final double MAX_LOAD = 0.8;
    private static final long FREE = 0;

    private final int maxSlots;
    private long[] slots;
    private int size;

    /**
     * @param most the largest number of hashes to add
     */
    HashSet64(int most) {
        maxSlots = (int) (most / MAX_LOAD) + 2;
        slots = new long[Math.min(FIRST_SLOTS, maxSlots)];
    }

    int size() {
        return size;
    }

    boolean contains(long hash) {
        return slots[slotOf(stored(hash))] != FREE;
    }

    void add(long hash) {
        if (size >= slots.length * MAX_LOAD && slots.length < maxSlots) {
            grow();
        }
        long value = stored(hash);
        int slot = slotOf(value);
        if (slots[slot] == FREE) {
            slots[slot] = value;
            size++;
        }
    }

    void remove(long hash) {
        int gap = slotOf(stored(hash));
        if (slots[gap] == FREE) {
            return;
        }
        size--;
        // Those behind it that would no longer be found move up.
        for (int slot = next(gap); slots[slot] != FREE; slot = next(slot)) {
            if (distance(home(slots[slot]), slot) >= distance(gap, slot)) {
                slots[gap] = slots[slot];
                gap = slot;
            }
        }
        slots[gap] = FREE;
    }

    /** The slot with a value, or the free one where it belongs. */
    private int slotOf(long value) {
        int slot = home(value);
        while (slots[slot] != FREE && slots[slot] != value) {
            slot = next(slot);
        }
        return slot;
    }

    private int home(long value) {
        // Its upper 32 bits as a fraction of the table.
        return (int) ((value >>> 32) * slots.length >>> 32);
    }

    private int next(int slot) {
        return slot + 1 == slots.length ? 0 : slot + 1;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + slots.length;
    }

    private void grow() {
        long[] smaller = slots;
        slots = new long[(int) Math.min(2L * smaller.length, maxSlots)];
        for (long value : smaller) {
            if (value != FREE) {
                slots[slotOf(value)] = value;
            }
        }
    }

    private static long stored(long hash) {
        return hash == FREE ? 1 : hash;
    }
}
