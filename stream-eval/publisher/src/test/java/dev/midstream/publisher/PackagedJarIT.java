package dev.midstream.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as users start it: nothing on the class path but itself. */
class PackagedJarIT {

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(5);

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "snappy"})
    void publish_compressionOfALibrary_arrives(String compression) throws Exception {
        int code =
                run(
                        "publish",
                        "--dataset",
                        "cifar10",
                        "--data",
                        broker.data().toString(),
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--images-topic",
                        compression,
                        "--create-topic",
                        "--severities",
                        "1,5",
                        "--compression",
                        compression);

        assertThat(Files.readString(broker.data().resolve("err")))
                .contains("publishing 195 images");
        assertThat(code).isZero();
        assertThat(Files.readString(broker.data().resolve("out")))
                .contains("Complete: 195 records sent, 195 acknowledged");
        assertThat(TopicReader.readAll(broker.bootstrapServers(), compression)).hasSize(195);
    }

    @Test
    void version_isThatOfTheManifest() throws Exception {
        assertThat(run("--version")).isZero();
        assertThat(Files.readString(broker.data().resolve("out")))
                .matches("publisher \\d+\\.\\d+\\.\\d+\\R");
    }

    @Test
    void publish_unreachableBroker_logsNothingElse() throws Exception {
        int code =
                run(
                        "publish",
                        "--dataset",
                        "cifar10",
                        "--data",
                        broker.data().toString(),
                        "--bootstrap-servers",
                        "127.0.0.1:1",
                        "--kafka-config",
                        Files.writeString(
                                        broker.data().resolve("impatient.properties"),
                                        "request.timeout.ms=1500\n"
                                                + "default.api.timeout.ms=1500\n")
                                .toString());

        assertThat(code).isEqualTo(1);
        assertThat(Files.readString(broker.data().resolve("err")).strip())
                .isEqualTo(
                        "Cannot publish to topic midstream.images: no answer from"
                                + " 127.0.0.1:1. Is Kafka running and reachable there?");
    }

    private int run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(System.getProperty("midstream.publisher.jar"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(broker.data().resolve("out").toFile())
                        .redirectError(broker.data().resolve("err").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
