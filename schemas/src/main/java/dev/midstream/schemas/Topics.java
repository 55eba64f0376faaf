package dev.midstream.schemas;

/** The default names of the Kafka topics. */
public final class Topics {
    /** Test images on their way to the scoring job. */
    public static final String IMAGES = "midstream.images";

    /** Robustness figures; compacted, with one record for each metric key. */
    public static final String METRICS = "midstream.metrics";

    /** Robustness figures of event-time windows; not compacted. */
    public static final String WINDOWS = "midstream.windows";

    /**
     * Summaries over corruptions and severities; compacted, with one record for each summary key.
     */
    public static final String SUMMARIES = "midstream.summaries";

    /** Publishing runs; compacted, with one record for each run id. */
    public static final String RUNS = "midstream.runs";

    /** Predictions for single images. */
    public static final String PREDICTIONS = "midstream.predictions";

    /** Labels that arrive after their image. */
    public static final String LABELS = "midstream.labels";

    /** Records that could not be used, with the reason. */
    public static final String DEAD_LETTERS = "midstream.dead-letters";

    /** Announcements of models to a running job. */
    public static final String MODELS = "midstream.models";

    /**
     * What running jobs do with models; compacted, with one record for each job and model
     * directory.
     */
    public static final String STATUS = "midstream.status";

    private Topics() {}
}
