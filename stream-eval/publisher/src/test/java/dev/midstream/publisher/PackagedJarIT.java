package dev.midstream.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as users start it: nothing on the class path but itself. */
class PackagedJarIT {

    @TempDir private static Path data;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start(data.resolve("kafka"));
        CifarFiles.write(data, 5);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd", "snappy"})
    void publish_compressionOfALibrary_arrives(String compression) throws Exception {
        int code =
                run(
                        "publish",
                        "--dataset",
                        "cifar10",
                        "--data",
                        data.toString(),
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--topic",
                        compression,
                        "--create-topic",
                        "--severities",
                        "1,5",
                        "--compression",
                        compression);

        assertThat(Files.readString(data.resolve("err"))).contains("publishing 195 images");
        assertThat(code).isZero();
        assertThat(Files.readString(data.resolve("out")))
                .contains("Complete: 195 records sent, 195 acknowledged");
        assertThat(TopicReader.readAll(broker.bootstrapServers(), compression)).hasSize(195);
    }

    @Test
    void version_isThatOfTheManifest() throws Exception {
        assertThat(run("--version")).isZero();
        assertThat(Files.readString(data.resolve("out")))
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
                        data.toString(),
                        "--bootstrap-servers",
                        "127.0.0.1:1",
                        "--producer-config",
                        Files.writeString(
                                        data.resolve("impatient.properties"),
                                        "request.timeout.ms=1500\n"
                                                + "default.api.timeout.ms=1500\n")
                                .toString());

        assertThat(code).isEqualTo(1);
        assertThat(Files.readString(data.resolve("err")).strip())
                .isEqualTo(
                        "publisher: Cannot publish to topic midstream.images: no answer from"
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
                        .redirectOutput(data.resolve("out").toFile())
                        .redirectError(data.resolve("err").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
