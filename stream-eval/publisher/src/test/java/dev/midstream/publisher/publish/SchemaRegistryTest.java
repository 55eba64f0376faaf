package dev.midstream.publisher.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.TestImage;
import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.TestCommandLine;
import dev.midstream.publisher.TopicReader;
import dev.midstream.publisher.TopicReader.Received;
import dev.midstream.schemas.fixture.RegistryServer;
import dev.midstream.schemas.registry.RegistrySettings;
import dev.midstream.schemas.wire.WireFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code publish --schema-registry}. */
class SchemaRegistryTest {

    @RegisterExtension static final CifarBroker broker = CifarBroker.with(4);

    private final TestCommandLine commandLine = new TestCommandLine();

    @Test
    void publish_registry_takesTheSchemaAndItsIdLeadsEveryRecord() throws Exception {
        try (RegistryServer registry = RegistryServer.start(0, "ann:secret")) {
            Path properties =
                    Files.writeString(
                            broker.data().resolve("cloud.properties"),
                            "schema.registry.url=%s%nbasic.auth.credentials.source=USER_INFO%nbasic.auth.user.info=ann:secret%n"
                                    .formatted(registry.url()));

            int code = publish("registered", "--kafka-config", properties.toString());

            assertThat(commandLine.lastError()).isEmpty();
            assertThat(code).isZero();
            assertThat(registry.versions("registered-value")).hasSize(1);
            List<Received> received =
                    TopicReader.readAll(
                            broker.bootstrapServers(),
                            "registered",
                            WireFormat.registry(
                                            RegistrySettings.of(registry.url()).as("ann:secret"))
                                    .reader(TestImage.class));
            assertThat(received).hasSize(4);
            assertThat(registry.requests())
                    .containsExactly(
                            "POST /subjects/registered-value/versions",
                            "POST /subjects/midstream.runs-value/versions",
                            "GET /schemas/ids/1");

            assertThat(publish("registered", "--kafka-config", properties.toString(), "--resume"))
                    .isZero();
            assertThat(commandLine.out()).contains("Complete: 0 records sent");
        }
    }

    @Test
    void publish_noRegistryThere_failsInOneLineBeforeAnythingIsSent() throws Exception {
        RegistryServer gone = RegistryServer.start();
        gone.close();

        assertThat(publish("unregistered", "--schema-registry", gone.url())).isEqualTo(1);
        assertThat(commandLine.lastError())
                .isEqualTo(
                        "Cannot reach the schema registry "
                                + gone.url()
                                + ": no connection. Is it running?");
        assertThat(TopicReader.readAll(broker.bootstrapServers(), "unregistered")).isEmpty();
    }

    @Test
    void publish_noUrl_isWrongUsage() {
        assertThat(publish("none", "--schema-registry", "localhost:8081")).isEqualTo(2);
        assertThat(commandLine.lastError())
                .startsWith("Invalid schema registry: ")
                .contains("Use a URL such as http://host:8081.");
    }

    private int publish(String topic, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "publish",
                                "--dataset",
                                "cifar10",
                                "--data",
                                broker.data().toString(),
                                "--bootstrap-servers",
                                broker.bootstrapServers(),
                                "--images-topic",
                                topic,
                                "--create-topic",
                                "--corruptions",
                                "none",
                                "--run-id",
                                "r"));
        arguments.addAll(List.of(more));
        return commandLine.execute(arguments.toArray(new String[0]));
    }
}
