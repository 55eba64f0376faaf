package dev.midstream.job;

import dev.midstream.cli.ErrorLines;
import dev.midstream.cli.Usage;
import dev.midstream.job.kafka.EarlierTransactions;
import dev.midstream.job.kafka.JobTopics;
import dev.midstream.job.kafka.UnusableTopicsException;
import dev.midstream.job.scoring.ModelPlans;
import dev.midstream.job.scoring.NestedEngine;
import dev.midstream.job.scoring.ScoringPlan;
import dev.midstream.schemas.model.InvalidModelException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
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
        List<ScoringPlan> plans;
        JobTopics.Limits limits;
        try {
            plans = ModelPlans.open(settings.models().initial(), settings.scoring());
            limits = JobTopics.prepare(settings.kafka());
            if (FlinkSettings.startsAnew(environment.getConfiguration())) {
                EarlierTransactions.of(
                                settings.kafka(),
                                FlinkSettings.checkpointInterval(
                                        environment.getConfiguration(), settings))
                        .end(System.out::println);
            }
        } catch (InvalidModelException | IllegalArgumentException | UnusableTopicsException e) {
            throw new ProgramParametrizationException(String.valueOf(e.getMessage()));
        }
        StreamEvalPipeline.build(environment, settings, plans, limits);
        environment.execute(
                "Midstream: "
                        + plans.stream()
                                .map(ScoringPlan::modelId)
                                .collect(Collectors.joining(", ")));
    }

    /** Returns the job's command line, which also describes its options. */
    static CommandLine commandLine(JobOptions options) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(options);
        RecordOptions.addTopics(spec);
        return new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Returns the settings, or nothing where the arguments asked for help or the version. */
    static Optional<JobSettings> parse(String... arguments) {
        return parse(NestedEngine::processor, arguments);
    }

    /** Returns the settings like {@link #parse(String...)}, on a machine with some processor. */
    static Optional<JobSettings> parse(ScoringOptions.BestProcessor best, String... arguments) {
        JobOptions options = new JobOptions();
        CommandLine command = commandLine(options);
        try {
            command.parseArgs(arguments);
            if (CommandLine.printHelpIfRequested(command.getParseResult())) {
                return Optional.empty();
            }
            return Optional.of(options.settings(best));
        } catch (ParameterException e) {
            throw new ProgramParametrizationException(ErrorLines.usageLine(e));
        } catch (IllegalArgumentException e) {
            throw new ProgramParametrizationException(
                    ErrorLines.usageLine(
                            Usage.error(command.getCommandSpec(), String.valueOf(e.getMessage()))));
        } catch (IOException e) {
            throw new ProgramParametrizationException(ErrorLines.line(e));
        } catch (InvalidModelException | IllegalStateException e) {
            throw new ProgramParametrizationException(String.valueOf(e.getMessage()));
        }
    }
}
