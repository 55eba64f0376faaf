package dev.midstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.broker.AccessRule;
import dev.midstream.broker.SecuredBroker;
import dev.midstream.dashboard.DashboardCommand;
import dev.midstream.publisher.PublisherMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The publisher and the dashboard on a broker with TLS, passwords and authorisation, with the
 * rights that docs/operations.md lists.
 */
final class SecuredClientsTest {
    private static final int CIFAR_RECORD_BYTES = 3073;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void commands_rightsOfTheDocumentation_suffice(@TempDir Path directory) throws Exception {
        List<AccessRule> rules = rules();
        Files.write(directory.resolve("test_batch.bin"), new byte[3 * CIFAR_RECORD_BYTES]);
        try (SecuredBroker broker = SecuredBroker.start(directory.resolve("kafka"))) {
            for (String topic : List.of("metrics", "summaries", "dead-letters", "models")) {
                broker.broker().createTopic("midstream." + topic, 1, Map.of());
            }
            Path publisher = broker.addUser("publisher", "publisher-secret", rules);
            Path dashboard = broker.addUser("dashboard", "dashboard-secret", rules);
            List<String> publish =
                    List.of(
                            "publish",
                            "--dataset=cifar10",
                            "--data=" + directory,
                            "--corruptions=none",
                            "--create-topic",
                            "--run-id=secured",
                            "--transactional");
            assertRuns(PublisherMain.commandLine(), broker, publisher, publish);
            List<String> resumed = new ArrayList<>(publish);
            resumed.add("--resume");
            assertRuns(PublisherMain.commandLine(), broker, publisher, resumed);
            assertRuns(PublisherMain.commandLine(), broker, publisher, List.of("runs"));
            assertThat(out.toString()).contains("secured");
            assertRuns(
                    PublisherMain.commandLine(),
                    broker,
                    publisher,
                    List.of("announce", "--drop", "some-model"));
            assertRuns(DashboardCommand.commandLine(), broker, dashboard, List.of("--text"));
            assertThat(err.toString()).doesNotContain("-secret");
        }
    }

    @Test
    void publish_userWithoutRights_endsWithOneLine(@TempDir Path directory) throws Exception {
        Files.write(directory.resolve("test_batch.bin"), new byte[3 * CIFAR_RECORD_BYTES]);
        try (SecuredBroker broker = SecuredBroker.start(directory.resolve("kafka"))) {
            broker.broker().createTopic("midstream.images", 1, Map.of());
            Path nobody = broker.addUser("nobody", "nobody-secret", rules());
            int code =
                    execute(
                            PublisherMain.commandLine(),
                            broker,
                            nobody,
                            List.of("publish", "--dataset=cifar10", "--data=" + directory));
            assertThat(code).isEqualTo(1);
            assertThat(err.toString().strip().lines().toList())
                    .singleElement()
                    .asString()
                    .contains("midstream.images")
                    .containsIgnoringCase("authoriz");
        }
    }

    private static List<AccessRule> rules() throws Exception {
        Path root = Path.of(System.getProperty("midstream.root"));
        List<AccessRule> rules = AccessRule.read(root.resolve("docs/operations.md"));
        assertThat(rules).isNotEmpty();
        return rules;
    }

    private void assertRuns(
            CommandLine command, SecuredBroker broker, Path config, List<String> arguments) {
        int code = execute(command, broker, config, arguments);
        assertThat(code).as("%s: %s", arguments, err).isZero();
    }

    private int execute(
            CommandLine command, SecuredBroker broker, Path config, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--bootstrap-servers=" + broker.bootstrapServers());
        all.add("--kafka-config=" + config);
        return command.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(new String[0]));
    }
}
