package dev.midstream.job.copies;

/** Hashes of images that came one after the other. Immutable. */
final class HashChunk {
    private final long[] hashes;

    /** Takes the array, which must not be changed afterwards. */
    HashChunk(long[] hashes) {
        this.hashes = hashes;
    }

    int size() {
        return hashes.length;
    }

    long hash(int index) {
        return hashes[index];
    }
}
