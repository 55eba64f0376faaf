package dev.midstream.job.rollout;

import dev.midstream.ModelFailure;
import dev.midstream.ModelRunState;
import dev.midstream.ModelStatus;
import dev.midstream.job.kafka.KafkaMessage;
import dev.midstream.schemas.wire.AvroWire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.OutputTag;

/** Writes what the job does with each model, and remembers it to say it again. */
public final class StatusRecords {
    /** Records for the topic of statuses. */
    public static final OutputTag<KafkaMessage> STATUS = new StatusTag();

    private final String job;
    private final AvroWire<ModelStatus> wire = AvroWire.of(ModelStatus.class);
    private final Map<String, ModelState> latest = new LinkedHashMap<>();

    private static final class StatusTag extends OutputTag<KafkaMessage> {
        private static final long serialVersionUID = 1L;

        StatusTag() {
            super("model-status");
        }
    }

    /**
     * @param job names the job among those that share the topic
     */
    public StatusRecords(String job) {
        this.job = job;
    }

    /** Returns the record of a model, which is said again until the model is over. */
    public KafkaMessage write(ModelState state, Instant now) {
        switch (state.state()) {
            case REFUSED, DROPPED -> latest.remove(state.location());
            default -> latest.put(state.location(), state);
        }
        return record(state, now);
    }

    /** Returns the records of all models that are not over. */
    public List<KafkaMessage> again(Instant now) {
        Collection<ModelState> states = latest.values();
        return states.stream().map(state -> record(state, now)).toList();
    }

    private KafkaMessage record(ModelState state, Instant now) {
        ModelStatus status =
                ModelStatus.newBuilder()
                        .setJob(job)
                        .setLocation(state.location())
                        .setModelId(state.modelId())
                        .setState(ModelRunState.valueOf(state.state().name()))
                        .setSubtasks(state.subtasks())
                        .setReady(state.ready())
                        .setHosts(state.hosts())
                        .setFailures(
                                state.failures().stream()
                                        .map(
                                                failure ->
                                                        new ModelFailure(
                                                                failure.subtask(),
                                                                failure.host(),
                                                                failure.reason()))
                                        .toList())
                        .setReason(state.reason())
                        .setReportedAt(now)
                        .build();
        byte[] key = (job + "|" + state.location()).getBytes(StandardCharsets.UTF_8);
        return new KafkaMessage(key, wire.encode(status));
    }
}
