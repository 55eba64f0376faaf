package dev.midstream.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class KafkaOptionsTest {
    @TempDir private Path directory;

    @Test
    void properties_file_isRead() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("client.properties"),
                        "security.protocol = SASL_SSL\n# a remark\nsasl.mechanism=PLAIN\n");

        Toy toy = parse("--bootstrap-servers=a:1,b:2", "--kafka-config=" + file);

        assertThat(toy.kafka.bootstrapServers()).isEqualTo("a:1,b:2");
        assertThat(toy.kafka.properties())
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.mechanism", "PLAIN"));
        assertThat(parse("--bootstrap-servers=a:1").kafka.properties()).isEmpty();
    }

    @Test
    void properties_noFile_saysSo() {
        Path missing = directory.resolve("missing");
        Toy toy = parse("--bootstrap-servers=a:1", "--kafka-config=" + missing);

        assertThatThrownBy(toy.kafka::properties)
                .isInstanceOf(IOException.class)
                .hasMessage("Cannot read " + missing + ": it does not exist.");
    }

    @Test
    void properties_valueThatNamesAVariable_isLeftToTheClient() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("client.properties"), "ssl.key.password=${env:SECRET}\n");

        assertThat(PropertiesFile.read(file, Map.of("SECRET", "x")))
                .containsOnly(
                        Map.entry("ssl.key.password", "${env:SECRET}"),
                        Map.entry("config.providers", "env,file"),
                        Map.entry(
                                "config.providers.env.class",
                                "org.apache.kafka.common.config.provider.EnvVarConfigProvider"),
                        Map.entry(
                                "config.providers.file.class",
                                "org.apache.kafka.common.config.provider.FileConfigProvider"));
        assertThatThrownBy(() -> PropertiesFile.read(file, Map.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot use %s: ssl.key.password names the environment variable SECRET,"
                                + " which is not set. Set it here and wherever a client runs.",
                        file);
    }

    @Test
    void toString_clusterWithSecrets_addressesAlone() {
        KafkaCluster cluster =
                new KafkaCluster("a:1", Map.of("sasl.jaas.config", "password=secret"));

        assertThat(cluster).hasToString("a:1");
        assertThat(cluster.client(Map.of("acks", "all")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "a:1"),
                        Map.entry("acks", "all"),
                        Map.entry("sasl.jaas.config", "password=secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a:1,", "a:port", "a: 1", "http://a:1", ""})
    void bootstrapServers_noAddress_isRefused(String servers) {
        Toy toy = parse("--bootstrap-servers=" + servers);

        assertThatThrownBy(toy.kafka::bootstrapServers)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid --bootstrap-servers: %s. Use host:port.", servers);
    }

    @Test
    void format_referenceToASecret_saysThatItIsNotReplaced() {
        for (String name : new String[] {"basic.auth.user.info", "schema.registry.url"}) {
            Map<String, String> properties = new HashMap<>(Map.of(name, "${env:REGISTRY_SECRET}"));
            Toy toy = parse("--bootstrap-servers=a:1", "--schema-registry=https://schemas:8081");

            assertThatThrownBy(() -> toy.registry.format(properties))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Invalid %s in the file of --kafka-config: ${env:NAME} and"
                                    + " ${file:PATH:KEY} stand for values of Kafka's own clients"
                                    + " alone. Write the value itself.",
                            name);
        }
    }

    @Test
    void format_registryOfTheFile_isTakenOutOfTheClientProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("schema.registry.url", "http://127.0.0.1:1");
        properties.put("basic.auth.user.info", "user:secret");
        properties.put("basic.auth.credentials.source", "USER_INFO");
        properties.put("acks", "all");

        Toy toy = parse("--bootstrap-servers=a:1");

        assertThat(toy.registry.format(properties).toString()).contains("127.0.0.1:1");
        assertThat(properties).containsOnlyKeys("acks");
    }

    @Test
    void topics_defaultsAndValues_areTaken() {
        Toy toy = parse("--bootstrap-servers=a:1", "--images-topic=mine", "--labels-topic=theirs");

        assertThat(toy.images.topic()).isEqualTo("mine");
        assertThat(toy.labels.topic()).contains("theirs");
        assertThat(toy.predictions.topic()).isEmpty();
        assertThat(toy.metrics.topic()).isEqualTo("midstream.metrics");
    }

    private static Toy parse(String... arguments) {
        Toy toy = new Toy();
        new CommandLine(toy).parseArgs(arguments);
        return toy;
    }

    private static final class Toy {
        @Mixin private KafkaOptions kafka = new KafkaOptions();
        @Mixin private SchemaRegistryOption registry = new SchemaRegistryOption();
        @Mixin private TopicOptions.Images images = new TopicOptions.Images();
        @Mixin private TopicOptions.Labels labels = new TopicOptions.Labels();
        @Mixin private TopicOptions.Predictions predictions = new TopicOptions.Predictions();
        @Mixin private TopicOptions.Metrics metrics = new TopicOptions.Metrics();

        @SuppressWarnings("UnusedVariable") // picocli sets it
        @Option(names = "--help", usageHelp = true)
        private boolean help;
    }
}
