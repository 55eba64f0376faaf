package dev.midstream.job.kafka;

import dev.midstream.job.kafka.JobTopic.Direction;
import java.util.EnumMap;
import java.util.Map;

/** The names of the topics that a job uses. */
public final class TopicNames {
    private final Map<JobTopic, String> names;

    /** Takes the names; topics without one are not used. */
    public TopicNames(Map<JobTopic, String> names) {
        this.names = new EnumMap<>(names);
    }

    /** Returns whether the job uses a topic. */
    public boolean contains(JobTopic topic) {
        return names.containsKey(topic);
    }

    /** Returns whether a topic of a name is written by the job. */
    boolean areWritten(String name) {
        return names.entrySet().stream()
                .anyMatch(
                        topic ->
                                topic.getKey().direction() == Direction.WRITTEN
                                        && topic.getValue().equals(name));
    }

    /**
     * Returns the name of a topic.
     *
     * @throws IllegalArgumentException if the job does not use it
     */
    public String of(JobTopic topic) {
        String name = names.get(topic);
        if (name == null) {
            throw new IllegalArgumentException(
                    "Cannot use the topic of %s: name it with %s."
                            .formatted(topic.contents(), topic.option()));
        }
        return name;
    }
}
