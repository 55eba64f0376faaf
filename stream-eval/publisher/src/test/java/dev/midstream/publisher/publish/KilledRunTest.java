package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.PublisherMain;
import dev.midstream.publisher.TestCommandLine;
import dev.midstream.publisher.TopicReader;
import dev.midstream.publisher.TopicReader.Received;
import dev.midstream.publisher.kafka.Delivery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A publisher that is killed without a chance to tidy up, and the run that goes on after it. */
class KilledRunTest {

    private static final int LIMIT = 20;
    private static final int CONDITIONS = 3;
    private static final int PASSES = 2;

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(30);

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void publish_resumedAfterAKill_everyRecordIsThereAsOftenAsAsked(Delivery delivery)
            throws Exception {
        String topic = "killed-" + delivery;
        broker.createTopic(topic, 2, Map.of());
        Process process =
                new ProcessBuilder(command(topic, delivery, "--rate", "30"))
                        .redirectErrorStream(true)
                        .redirectOutput(broker.data().resolve(topic + ".log").toFile())
                        .start();
        // In transactions the first ones are seen after two seconds, when the next is open.
        Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> !counts(topic).isEmpty());
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        int before = TopicReader.readAll(broker.bootstrapServers(), topic).size();
        assertThat(before).isLessThan(LIMIT * CONDITIONS * PASSES);

        List<String> resumed = command(topic, delivery, "--resume");
        TestCommandLine commandLine = new TestCommandLine();
        int code =
                commandLine.execute(
                        resumed.subList(resumed.indexOf("publish"), resumed.size())
                                .toArray(new String[0]));

        assertThat(commandLine.lastError()).isEmpty();
        assertThat(code).isZero();
        assertThat(commandLine.out())
                .contains("Resumed: %d records of the run were on the topic".formatted(before));
        assertThat(counts(topic))
                .hasSize(LIMIT * CONDITIONS)
                .allSatisfy((record, count) -> assertThat(count).isEqualTo(PASSES));
    }

    private static List<String> command(String topic, Delivery delivery, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
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
                                topic,
                                "--corruptions",
                                "contrast",
                                "--severities",
                                "1,4",
                                "--limit",
                                Integer.toString(LIMIT),
                                "--repeat",
                                Integer.toString(PASSES),
                                "--run-id",
                                topic));
        if (delivery == Delivery.TRANSACTIONAL) {
            command.add("--transactional");
        }
        command.addAll(List.of(more));
        return command;
    }

    private static Map<String, Integer> counts(String topic) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        for (Received record : TopicReader.readAll(broker.bootstrapServers(), topic)) {
            counts.merge(
                    record.key() + record.image().getCorruption() + record.image().getSeverity(),
                    1,
                    Integer::sum);
        }
        return counts;
    }
}
