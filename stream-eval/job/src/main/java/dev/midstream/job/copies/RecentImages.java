package dev.midstream.job.copies;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;

/**
 * The latest images of a key group, by their hashes: at least as many as are asked for if there
 * were so many, and at most twice as many. They are looked up on the heap, and written to state in
 * chunks, each once or a few times, since reading and writing state for every image would take
 * longer than some models.
 *
 * <p>When a generation is full, the one before it is forgotten.
 */
final class RecentImages {
    private static final int CHUNK = 1024;

    private final MapState<Long, HashChunk> state;
    private final int generation;
    private HashSet64 young;
    private HashSet64 old;
    private long oldFrom;
    private long youngFrom;
    private long chunk;
    // The hashes of the chunk that is not full yet.
    private final long[] tail = new long[CHUNK];
    private int tailSize;
    private int tailSaved;

    /**
     * Reads the state of the current key, which is that of the key group.
     *
     * @param generation at least so many images are remembered
     */
    RecentImages(MapState<Long, HashChunk> state, int generation) throws Exception {
        this.state = state;
        this.generation = generation;
        this.young = new HashSet64(generation);
        this.old = new HashSet64(0);
        SortedMap<Long, HashChunk> chunks = new TreeMap<>();
        for (Map.Entry<Long, HashChunk> entry : state.entries()) {
            chunks.put(entry.getKey(), entry.getValue());
        }
        if (chunks.isEmpty()) {
            return;
        }
        oldFrom = chunks.firstKey();
        youngFrom = oldFrom;
        for (Map.Entry<Long, HashChunk> entry : chunks.entrySet()) {
            chunk = entry.getKey();
            for (int i = 0; i < entry.getValue().size(); i++) {
                if (young.size() >= generation) {
                    beginGeneration();
                }
                young.add(entry.getValue().hash(i));
            }
        }
        // What is written next begins a chunk of its own.
        chunk++;
    }

    boolean contains(long hash) {
        return young.contains(hash) || old.contains(hash);
    }

    /** Adds a hash that is not contained; the current key must be that of the key group. */
    void add(long hash) throws Exception {
        if (young.size() >= generation) {
            endChunk();
            beginGeneration();
        }
        young.add(hash);
        tail[tailSize++] = hash;
        if (tailSize == CHUNK) {
            endChunk();
        }
    }

    /**
     * Removes a hash. If it was saved meanwhile, which is when it came before the last checkpoint
     * or a chunk was full, the state keeps it, and it is there again after a restart.
     */
    void remove(long hash) {
        for (int i = tailSize - 1; i >= tailSaved; i--) {
            if (tail[i] == hash) {
                System.arraycopy(tail, i + 1, tail, i, tailSize - i - 1);
                tailSize--;
                break;
            }
        }
        young.remove(hash);
        old.remove(hash);
    }

    boolean hasUnsaved() {
        return tailSize > tailSaved;
    }

    /** Writes what is not in state yet; the current key must be that of the key group. */
    void save() throws Exception {
        if (hasUnsaved()) {
            state.put(chunk, new HashChunk(Arrays.copyOf(tail, tailSize)));
            tailSaved = tailSize;
        }
    }

    private void endChunk() throws Exception {
        save();
        if (tailSize > 0) {
            chunk++;
            tailSize = 0;
            tailSaved = 0;
        }
    }

    /** Forgets the old generation. The chunk that is not full, or is read, begins the new one. */
    private void beginGeneration() throws Exception {
        for (; oldFrom < youngFrom; oldFrom++) {
            state.remove(oldFrom);
        }
        youngFrom = chunk;
        old = young;
        young = new HashSet64(generation);
    }
}
