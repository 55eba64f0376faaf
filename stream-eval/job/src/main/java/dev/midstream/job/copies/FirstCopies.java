package dev.midstream.job.copies;

import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.state.KeyGroups;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;

/**
 * Remembers the latest images of all runs, and counts their copies. No clock is involved: a job
 * that is resumed after a weekend remembers what it did before.
 *
 * <p>The key of the stream is {@link CopyKey}. Each key group remembers by itself ({@link
 * RecentImages}), under the smallest key that it has. Of n remembered images, another one is taken
 * for a copy with a probability of n/2⁷¹.
 */
public final class FirstCopies implements Copies {
    /** The most images that can be remembered. */
    public static final long MAX_IMAGES = 1_000_000_000;

    /** The metric of images that did not count because they had come before. */
    public static final String DUPLICATES = "midstream_duplicates_total";

    private final KeyedStateBackend<Integer> backend;
    private final KeyGroups groups;
    private final Counter duplicates;
    private final ImageHasher hasher = new ImageHasher();
    private final Map<Integer, Group> remembered = new HashMap<>();

    private record Group(int key, RecentImages images) {}

    /**
     * Goes on with what the state remembers.
     *
     * @param images how many of the latest images are remembered, in all subtasks together
     */
    public FirstCopies(
            KeyedStateStore store,
            KeyedStateBackend<Integer> backend,
            KeyGroups groups,
            long images,
            Counter duplicates)
            throws Exception {
        this.backend = backend;
        this.groups = groups;
        this.duplicates = duplicates;
        MapState<Long, HashChunk> state =
                store.getMapState(
                        new MapStateDescriptor<>(
                                "remembered-images",
                                LongSerializer.INSTANCE,
                                new HashChunkSerializer()));
        int imagesOfGroup = (int) Math.max(1, (images - 1) / groups.all() + 1);
        for (int key = 0; remembered.size() < groups.range().getNumberOfKeyGroups(); key++) {
            int group = groups.of(key);
            if (groups.range().contains(group) && !remembered.containsKey(group)) {
                backend.setCurrentKey(key);
                remembered.put(group, new Group(key, new RecentImages(state, imagesOfGroup)));
            }
        }
    }

    @Override
    public boolean isFirst(ImageContext image) throws Exception {
        ImageIdentity identity = hasher.identify(image);
        Group group = group(identity);
        if (group.images().contains(identity.hash())) {
            duplicates.inc();
            return false;
        }
        backend.setCurrentKey(group.key());
        group.images().add(identity.hash());
        return true;
    }

    @Override
    public void forget(ImageContext image) {
        ImageIdentity identity = hasher.identify(image);
        group(identity).images().remove(identity.hash());
    }

    @Override
    public void snapshot() throws Exception {
        for (Group group : remembered.values()) {
            if (group.images().hasUnsaved()) {
                backend.setCurrentKey(group.key());
                group.images().save();
            }
        }
    }

    private Group group(ImageIdentity identity) {
        Group group = remembered.get(groups.of(identity.key()));
        if (group == null) {
            throw new IllegalStateException("An image came to a subtask without its key group.");
        }
        return group;
    }
}
