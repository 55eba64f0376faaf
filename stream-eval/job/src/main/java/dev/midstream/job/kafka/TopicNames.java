package dev.midstream.job.kafka;

/**
 * The names of the job's topics.
 *
 * @param windows figures of windows; {@link #NONE} without windows
 * @param labels labels that come after their image; {@link #NONE} where all come with it
 * @param predictions single predictions; {@link #NONE} where they are not wanted
 */
public record TopicNames(
        String images,
        String metrics,
        String windows,
        String summaries,
        String labels,
        String predictions,
        String models,
        String deadLetters) {
    /** Stands for a topic that is not used. */
    public static final String NONE = "";
}
