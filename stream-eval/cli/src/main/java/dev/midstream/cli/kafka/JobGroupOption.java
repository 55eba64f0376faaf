package dev.midstream.cli.kafka;

import picocli.CommandLine.Option;

/** The option that names the consumer group of the job. */
public final class JobGroupOption {
    private static final String DEFAULT = "stream-eval";

    @Option(
            names = "--group-id",
            paramLabel = "ID",
            defaultValue = DEFAULT,
            description =
                    "Consumer group of the job, whose lag the dashboard shows: best unique among"
                            + " running jobs. Its transactions are named midstream-ID-... (default:"
                            + " ${DEFAULT-VALUE}).")
    private String groupId = DEFAULT;

    public String groupId() {
        return groupId;
    }
}
