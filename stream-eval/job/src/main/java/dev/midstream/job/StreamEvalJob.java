package dev.midstream.job;

import dev.midstream.job.kafka.JobTopics;
import dev.midstream.job.kafka.UnusableTopicsException;
import dev.midstream.job.scoring.ScoringPlan;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import java.util.Optional;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The entry point of stream-eval.jar: {@code flink run stream-eval.jar --help}. */
public final class StreamEvalJob {
    private StreamEvalJob() {}

    /**
     * Builds the job and submits it.
     *
     * @throws ProgramParametrizationException if an option, the model or a topic is wrong; Flink's
     *     command line prints its message alone
     */
    public static void main(String[] arguments) throws Exception {
        Optional<JobSettings> parsed = parse(arguments);
        if (parsed.isEmpty()) {
            return;
        }
        JobSettings settings = parsed.get();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        ScoringPlan plan;
        JobTopics.Limits limits;
        try {
            plan =
                    ScoringPlan.of(
                            ModelDirectory.open(settings.model()),
                            settings.points(),
                            settings.ensemble(),
                            settings.reference(),
                            settings.batchSize(),
                            settings.engineThreads());
            limits = JobTopics.prepare(settings.kafka());
        } catch (InvalidModelException | IllegalArgumentException | UnusableTopicsException e) {
            throw new ProgramParametrizationException(String.valueOf(e.getMessage()));
        }
        StreamEvalPipeline.build(environment, settings, plan, limits);
        environment.execute("Midstream: " + plan.modelId());
    }

    /** Returns the settings, or nothing where the arguments asked for help or the version. */
    static Optional<JobSettings> parse(String... arguments) {
        JobOptions options = new JobOptions();
        CommandLine command = new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true);
        try {
            command.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(command.getParseResult())) {
                return Optional.empty();
            }
            return Optional.of(options.settings());
        } catch (ParameterException | IllegalArgumentException e) {
            throw new ProgramParametrizationException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " See --help.");
        }
    }
}
