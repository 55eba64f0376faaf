package dev.midstream.publisher.runs;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.midstream.Run;
import dev.midstream.cli.ExitCodes;
import dev.midstream.cli.Usage;
import dev.midstream.cli.kafka.KafkaOptions;
import dev.midstream.cli.kafka.SchemaRegistryOption;
import dev.midstream.cli.kafka.TopicOptions;
import dev.midstream.images.FileFailures;
import dev.midstream.publisher.kafka.DeliveryException;
import dev.midstream.publisher.kafka.KafkaConnection;
import dev.midstream.schemas.json.RecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code runs}, which lists the runs of a cluster. */
@Command(
        name = "runs",
        sortOptions = false,
        description = "Lists the runs of a cluster: what each sends, and how far it came.")
public final class RunsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private KafkaOptions kafka = new KafkaOptions();
    @Mixin private TopicOptions.Runs topic = new TopicOptions.Runs();
    @Mixin private SchemaRegistryOption registry = new SchemaRegistryOption();

    @Option(
            names = "--runs-json",
            paramLabel = "FILE",
            description = "Write the runs as an array of Run to this file (default: none).")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws DeliveryException, IOException {
        PublishedRuns published = PublishedRuns.read(connection(), topic.topic());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                published.runs().isEmpty()
                        ? "No runs on %s.%n".formatted(topic.topic())
                        : RunsTable.of(published.runs()));
        if (published.malformed() > 0) {
            out.printf(
                    "Left out: %d records of %s that are no runs.%n",
                    published.malformed(), topic.topic());
        }
        out.flush();
        if (json.isPresent()) {
            write(published.runs(), json.get());
        }
        return ExitCodes.SUCCESS;
    }

    private KafkaConnection connection() throws IOException {
        Map<String, String> properties = kafka.properties();
        return Usage.checked(
                spec,
                () ->
                        new KafkaConnection(
                                kafka.bootstrapServers(), registry.format(properties), properties));
    }

    private static void write(List<Run> runs, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        RecordJson<Run> form = RecordJson.of(Run.class);
        runs.forEach(run -> array.add(form.write(run)));
        try {
            Files.write(file, mapper.writer(new DefaultPrettyPrinter()).writeValueAsBytes(array));
        } catch (IOException e) {
            throw new IOException("Cannot write " + file + ": " + FileFailures.reason(e) + ".", e);
        }
    }
}
