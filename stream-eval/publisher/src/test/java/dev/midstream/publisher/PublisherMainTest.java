package dev.midstream.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.midstream.publisher.TopicReader.Received;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublisherMainTest {

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(20);

    private final TestCommandLine commandLine = new TestCommandLine();

    @Test
    void publish_allOptions_sendsAndReports() throws Exception {
        Path json = broker.data().resolve("summary.json");
        Path properties =
                Files.writeString(broker.data().resolve("client.properties"), "linger.ms=5\n");

        int code =
                publish(
                        "--images-topic t1 --create-topic --partitions 2 --corruptions"
                            + " snow,contrast --severities 2-3 --no-include-clean --label-noise 0.5"
                            + " --label-noise-kind symmetric --limit 10 --seed 4 --run-id r1"
                            + " --encoding raw --rate 100000 --order listed --compression zstd"
                            + " --split test --kafka-config "
                                + properties
                                + " --summary-json "
                                + json);

        assertThat(commandLine.err()).isEmpty();
        assertThat(code).isZero();
        assertThat(commandLine.out())
                .startsWith("Run r1: 10 images of cifar10 to topic t1")
                .contains("Complete: 40 records sent, 40 acknowledged, ")
                .contains("Label noise symmetric 0.5 (seed 4): ")
                .doesNotContain("none");
        List<Received> received = TopicReader.readAll(broker.bootstrapServers(), "t1");
        assertThat(received).hasSize(40);
        JsonNode summary = new ObjectMapper().readTree(json.toFile());
        assertThat(summary.get("outcome").asText()).isEqualTo("complete");
        assertThat(summary.get("acknowledged").asInt()).isEqualTo(40);
        assertThat(summary.get("cells")).hasSize(4);
        assertThat(summary.at("/cells/0/corruption").asText()).isEqualTo("snow");
        assertThat(summary.at("/cells/0/severity").asInt()).isEqualTo(2);
        assertThat(summary.at("/cells/0/acknowledged").asInt()).isEqualTo(10);
        long flipped =
                received.stream()
                        .map(Received::image)
                        .filter(image -> !image.getLabel().equals(image.getTrueLabel()))
                        .count();
        assertThat(summary.at("/labelNoise/flippedImages").asInt() * 4L).isEqualTo(flipped);
    }

    @Test
    void publish_defaults_areAllCorruptionsAndClean() throws Exception {
        int code = publish("--images-topic t2 --create-topic --limit 1");

        assertThat(code).isZero();
        List<Received> received = TopicReader.readAll(broker.bootstrapServers(), "t2");
        assertThat(received).hasSize(96);
        assertThat(received.get(0).image().getRunId()).matches("cifar10-\\d{8}-\\d{6}");
        assertThat(received.get(0).image().getTrueLabel()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--corruptions rain|Unknown corruption: rain. Use gaussian_noise,",
                "--severities 0-5|Invalid severities: 0-5. Use numbers from 1 to 5",
                "--corruptions none --no-include-clean|Cannot make a run of no conditions.",
                "--label-noise 1.5|Invalid label noise rate: 1.5. Use a share from 0 to 1.",
                "--label-noise-kind odd|Unknown kind of label noise: odd.",
                "--limit 0|Invalid limit: 0. Use a number of at least 1.",
                "--limit ten|Invalid value for option '--limit'",
                "--rate 0|Invalid rate: 0.0. Use a number above 0.",
                "--rate NaN|Invalid rate: NaN.",
                "--partitions 3|Cannot use --partitions without --create-topic.",
                "--create-topic --partitions 0|Invalid number of partitions: 0.",
                "--encoding jpeg|Unknown encoding: jpeg. Use raw or png.",
                "--split val|Unknown split: val. Use train or test.",
                "--compression zip|Unknown compression: zip.",
                "--repeat 0|Invalid number of repetitions: 0. Use a number of at least 1.",
                "--resume|Cannot use --resume without --run-id. Name the run to continue.",
                "--frobnicate|Unknown option: '--frobnicate'"
            })
    void publish_wrongArguments_exitWithTwoAndOneLine(String arguments, String message) {
        int code = publish(arguments);

        assertThat(code).isEqualTo(2);
        assertThat(commandLine.err().lines()).hasSize(1);
        assertThat(commandLine.err())
                .startsWith(message)
                .endsWith("Try 'publisher publish --help'." + System.lineSeparator());
    }

    @Test
    void execute_missingOptions_areNamed() {
        int code = commandLine.execute("publish");

        assertThat(code).isEqualTo(2);
        assertThat(commandLine.err())
                .startsWith("Missing required options: ")
                .contains("--dataset=NAME", "--data=DIR", "--bootstrap-servers=HOST:PORT[,...]");
    }

    @Test
    void execute_noCommand_isWrongUsage() {
        assertThat(commandLine.execute()).isEqualTo(2);
        assertThat(commandLine.err())
                .startsWith("Missing command: use publish, corrupt, announce, runs or replay");
    }

    @Test
    void execute_helpAndVersion_succeed() {
        assertThat(commandLine.execute("--version")).isZero();
        assertThat(commandLine.out()).startsWith("publisher ");
        assertThat(commandLine.execute("publish", "--help")).isZero();
        assertThat(commandLine.out())
                .contains(
                        "--bootstrap-servers=HOST:PORT[,...]",
                        "--include-clean[=DIR]",
                        "--no-include-clean",
                        "--rate=N");
    }

    @Test
    void publish_fixedProducerProperty_isRefused() throws Exception {
        Path properties = Files.writeString(broker.data().resolve("acks.properties"), "acks=1\n");

        assertThat(publish("--kafka-config " + properties)).isEqualTo(2);
        assertThat(commandLine.err())
                .startsWith(
                        "Cannot use the producer property acks: the publisher sets it"
                                + " itself. Remove it.");
    }

    @Test
    void publish_missingProducerProperties_fails() {
        Path missing = broker.data().resolve("missing.properties");

        assertThat(publish("--kafka-config " + missing)).isEqualTo(1);
        assertThat(commandLine.err().strip())
                .isEqualTo("Cannot read " + missing + ": it does not exist.");
    }

    @Test
    void publish_missingTopic_failsInOneLine() {
        assertThat(publish("--images-topic missing")).isEqualTo(1);
        assertThat(commandLine.err().strip())
                .isEqualTo(
                        "Cannot publish to topic missing: "
                                + broker.bootstrapServers()
                                + " has none of that name. Create it, or add --create-topic.");
    }

    @Test
    void publish_missingDataSet_failsInOneLine() {
        Path missing = broker.data().resolve("missing");

        int code =
                commandLine.execute(
                        "publish",
                        "--dataset",
                        "cifar10",
                        "--data",
                        missing.toString(),
                        "--bootstrap-servers",
                        broker.bootstrapServers());

        assertThat(code).isEqualTo(1);
        assertThat(commandLine.err().strip())
                .isEqualTo("Cannot open data set cifar10: " + missing + " does not exist.");
    }

    @Test
    void publish_unreachableBroker_failsInOneLine() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path properties =
                Files.writeString(
                        broker.data().resolve("impatient.properties"),
                        "request.timeout.ms=1500\ndefault.api.timeout.ms=1500\n");
        String servers = "127.0.0.1:" + port;

        int code =
                commandLine.execute(
                        "publish",
                        "--dataset",
                        "cifar10",
                        "--data",
                        broker.data().toString(),
                        "--bootstrap-servers",
                        servers,
                        "--kafka-config",
                        properties.toString());

        assertThat(code).isEqualTo(1);
        assertThat(commandLine.err().strip())
                .isEqualTo(
                        "Cannot publish to topic midstream.images: no answer from "
                                + servers
                                + ". Is Kafka running and reachable there?");
    }

    @Test
    void publish_addressWithoutPort_failsInOneLine() {
        int code =
                commandLine.execute(
                        "publish",
                        "--dataset",
                        "cifar10",
                        "--data",
                        broker.data().toString(),
                        "--bootstrap-servers",
                        "localhost");

        assertThat(code).isEqualTo(2);
        assertThat(commandLine.err())
                .isEqualTo(
                        "Invalid --bootstrap-servers: localhost. Use host:port. Try 'publisher"
                                + " publish --help'."
                                + System.lineSeparator());
    }

    @Test
    void main_terminated_deliversAndReportsWhatWasSent() throws Exception {
        broker.createTopic("interrupted", 1, Map.of());
        Path report = broker.data().resolve("report.txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                PublisherMain.class.getName(),
                                "publish",
                                "--dataset",
                                "cifar10",
                                "--data",
                                broker.data().toString(),
                                "--bootstrap-servers",
                                broker.bootstrapServers(),
                                "--images-topic",
                                "interrupted",
                                "--rate",
                                "20")
                        .redirectOutput(report.toFile())
                        .redirectError(broker.data().resolve("errors.txt").toFile())
                        .start();
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .until(
                        () ->
                                TopicReader.readAll(broker.bootstrapServers(), "interrupted").size()
                                        > 5);
        process.destroy();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        int arrived = TopicReader.readAll(broker.bootstrapServers(), "interrupted").size();
        assertThat(arrived).isLessThan(20 * 96);
        assertThat(Files.readString(report))
                .contains(
                        "Stopped early: "
                                + arrived
                                + " records sent, "
                                + arrived
                                + " acknowledged");
        assertThat(process.exitValue()).isEqualTo(128 + 15);
    }

    private int publish(String arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "publish",
                                "--dataset",
                                "cifar10",
                                "--data",
                                broker.data().toString(),
                                "--bootstrap-servers",
                                broker.bootstrapServers()));
        all.addAll(List.of(arguments.split(" ", -1)));
        return commandLine.execute(all.toArray(new String[0]));
    }
}
