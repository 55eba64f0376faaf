package dev.midstream.publisher.replay;

import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.kafka.KafkaOptions;
import dev.midstream.cli.kafka.SchemaRegistryOption;
import dev.midstream.cli.kafka.TopicOptions;
import dev.midstream.publisher.kafka.ClientProperties;
import dev.midstream.publisher.kafka.KafkaConnection;
import dev.midstream.publisher.pace.Interruption;
import dev.midstream.publisher.pace.RateOption;
import dev.midstream.publisher.replay.ReplayConfiguration.EarlierReplays;
import dev.midstream.publisher.replay.ReplayConfiguration.Execution;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code replay}, which sends the records of dead letters again. */
@Command(
        name = "replay",
        sortOptions = false,
        description =
                "Sends the records of dead letters again, unchanged, to the topics that they came"
                        + " from: after what made them unusable is mended. None is sent twice.")
public final class ReplayCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private KafkaOptions kafka = new KafkaOptions();
    @Mixin private TopicOptions.DeadLetters topic = new TopicOptions.DeadLetters();
    @Mixin private LetterOptions letters = new LetterOptions();

    @Option(
            names = "--max-letters",
            paramLabel = "N",
            description = "Send N records at most (default: all).")
    private @Nullable Long limit;

    @Mixin private RateOption rate = new RateOption();

    @Option(
            names = "--dry-run",
            description = "Count by fault what would be sent, and send nothing.")
    private boolean dryRun;

    @Option(
            names = "--again",
            description = "Send also what was replayed before (default: it is left out).")
    private boolean again;

    @Mixin private SchemaRegistryOption registry = new SchemaRegistryOption();

    @Override
    public Integer call() throws ReplayException, IOException {
        ReplayConfiguration configuration = configuration(kafka.properties());
        Replay replay = new Replay(configuration);
        try (Interruption interruption =
                new Interruption(
                        replay::stop,
                        ClientProperties.deliveryTimeout(configuration.connection()))) {
            report(replay.run());
            return ExitCodes.SUCCESS;
        } catch (ReplayException e) {
            e.summary().ifPresent(this::report);
            throw e;
        }
    }

    private ReplayConfiguration configuration(Map<String, String> properties) {
        return Usage.checked(
                spec,
                () ->
                        new ReplayConfiguration(
                                new KafkaConnection(
                                        kafka.bootstrapServers(),
                                        registry.format(properties),
                                        properties),
                                topic.topic(),
                                letters.filter(),
                                rate.rate(),
                                limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
                                again ? EarlierReplays.SENT_AGAIN : EarlierReplays.LEFT_OUT,
                                dryRun ? Execution.DRY_RUN : Execution.SENDING));
    }

    private void report(ReplaySummary summary) {
        spec.commandLine().getOut().print(ReplayReport.of(summary));
        spec.commandLine().getOut().flush();
    }
}
