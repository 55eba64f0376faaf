package dev.midstream.job.scoring;

import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.intake.ModelChange.Action;
import dev.midstream.job.intake.ModelChangeSerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The announcements that still matter, in the state of every subtask: models that were added and
 * not dropped, and drops of models that the job begins with.
 */
final class Announcements {
    private static final String NEXT = "next";

    private final BroadcastState<String, ModelChange> state;
    private final BroadcastState<String, Long> numbers;

    Announcements(OperatorStateStore store) throws Exception {
        state =
                store.getBroadcastState(
                        new MapStateDescriptor<>(
                                "announced-models", Types.STRING, ModelChangeSerializer.TYPE));
        numbers =
                store.getBroadcastState(
                        new MapStateDescriptor<>("announcement-numbers", Types.STRING, Types.LONG));
    }

    /** Returns an announcement with a number that is higher than those before. */
    ModelChange numbered(ModelChange received) throws Exception {
        Long stored = numbers.get(NEXT);
        long next = stored == null ? 0 : stored;
        numbers.put(NEXT, next + 1);
        return new ModelChange(received.action(), received.model(), next, received.record());
    }

    /** Returns whether an announcement with this number came, if there is one. */
    boolean hasSeen(long sequence) throws Exception {
        Long next = numbers.get(NEXT);
        return next != null && sequence < next;
    }

    /** Keeps an announcement. */
    void keep(ModelChange change) throws Exception {
        state.put(Long.toString(change.sequence()), change);
    }

    /** Forgets an announcement. */
    void forget(ModelChange change) throws Exception {
        state.remove(Long.toString(change.sequence()));
    }

    /** Keeps the drop of a model that the job begins with, in place of earlier ones. */
    void keepDrop(ModelChange drop, String location) throws Exception {
        forget(drop);
        for (ModelChange earlier : drops()) {
            if (earlier.model().equals(location)) {
                forget(earlier);
            }
        }
        keep(new ModelChange(Action.DROP, location, drop.sequence(), drop.record()));
    }

    /** Gives announcements of earlier versions the keys of this one. */
    void rekey() throws Exception {
        List<ModelChange> changes = inOrder();
        state.clear();
        Long stored = numbers.get(NEXT);
        long next = stored == null ? 0 : stored;
        for (ModelChange change : changes) {
            keep(change);
            next = Math.max(next, change.sequence() + 1);
        }
        numbers.put(NEXT, next);
    }

    List<ModelChange> inOrder() throws Exception {
        List<ModelChange> changes = new ArrayList<>();
        for (Map.Entry<String, ModelChange> entry : state.immutableEntries()) {
            changes.add(entry.getValue());
        }
        changes.sort(Comparator.comparingLong(ModelChange::sequence));
        return changes;
    }

    List<ModelChange> added() throws Exception {
        return inOrder().stream().filter(change -> change.action() == Action.ADD).toList();
    }

    List<ModelChange> drops() throws Exception {
        return inOrder().stream().filter(change -> change.action() == Action.DROP).toList();
    }

    /** Returns the drop of a model with one of these names that came after a number. */
    Optional<ModelChange> dropAfter(long sequence, String location, String modelId)
            throws Exception {
        return drops().stream()
                .filter(drop -> drop.sequence() > sequence)
                .filter(drop -> drop.model().equals(location) || drop.model().equals(modelId))
                .findFirst();
    }
}
