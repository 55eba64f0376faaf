package dev.midstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.broker.EmbeddedBroker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@ExtendWith(SharedBroker.class)
class DashboardCommandTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    --port=8080|Missing required option: '--bootstrap-servers=HOST:PORT[,...]'. Try 'dashboard --help'.
                    --bootstrap-servers=here|Invalid --bootstrap-servers: here. Use host:port. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --port=70000|Invalid port: 70000. Use 1 to 65535, or 0 for any free one. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --port=x|Invalid value for option '--port': 'x' is not an int. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --host=0.0.0.0|Cannot listen on 0.0.0.0: other machines could read the page. Add --token-file or --tls-keystore, or use --host 127.0.0.1. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --host=no.such.host.invalid|Invalid --host: no.such.host.invalid is no address of this machine. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --token-file=/no/file|Cannot read --token-file /no/file: name a text file that holds the token. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --tls-keystore=/no/file|Give --tls-keystore and --tls-password-file together. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --flink-url=localhost:8081|Invalid --flink-url: localhost:8081. Use for instance http://localhost:8081. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --schema-registry=here|Invalid schema registry: here. Use a URL such as http://host:8081. Try 'dashboard --help'.
                    --bootstrap-servers=h:1 --colour|Unknown option: '--colour'. Try 'dashboard --help'.
                    """)
    void execute_wrongArguments_endsWith2AndOneLine(String arguments, String message) {
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(err.toString()).isEqualToIgnoringNewLines(message);
    }

    @Test
    void execute_help_namesEveryOption() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--bootstrap-servers",
                        "--metrics-topic",
                        "--host",
                        "--port",
                        "--token-file",
                        "--tls-keystore",
                        "--flink-url",
                        "--note",
                        "--schema-registry",
                        "--text",
                        "--verbose");
    }

    @Test
    void execute_unknownHost_endsWith1AndOneLine() {
        assertThat(execute("--bootstrap-servers=nowhere.invalid:9092 --port=0")).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("Cannot reach Kafka at nowhere.invalid:9092: ")
                .endsWith("Start the broker, or correct --bootstrap-servers or --kafka-config.")
                .hasLineCount(1);
    }

    @Test
    void start_nobodyListening_failsInTime() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
            port = socket.getLocalPort();
        }
        DashboardConfiguration configuration =
                DashboardConfiguration.of("127.0.0.1:" + port)
                        .withConnectTimeout(Duration.ofSeconds(2));
        assertThatThrownBy(() -> Dashboard.start(configuration).close())
                .isInstanceOf(DashboardException.class)
                .hasMessage(
                        "Cannot reach Kafka at 127.0.0.1:%d: no answer within 2 s. Start the"
                                + " broker, or correct --bootstrap-servers or --kafka-config.",
                        port);
    }

    @Test
    void start_listenerThatIsNotKafka_failsInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, LOOPBACK)) {
            DashboardConfiguration configuration =
                    DashboardConfiguration.of("127.0.0.1:" + silent.getLocalPort())
                            .withConnectTimeout(Duration.ofSeconds(2));
            assertThatThrownBy(() -> Dashboard.start(configuration).close())
                    .isInstanceOf(DashboardException.class)
                    .hasMessageContaining("no answer within 2 s");
        }
    }

    @Test
    void execute_portTaken_endsWith1AndSaysSo(EmbeddedBroker broker) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            int port = taken.getLocalPort();
            assertThat(
                            execute(
                                    "--bootstrap-servers=%s --port=%d"
                                            .formatted(broker.bootstrapServers(), port)))
                    .isEqualTo(1);
            assertThat(err.toString().strip())
                    .isEqualTo(
                            "Cannot listen on 127.0.0.1:%d: Address already in use. Choose another"
                                    + " --host or --port (0 = any free).",
                            port);
        }
    }

    private int execute(String arguments) {
        CommandLine commandLine = DashboardCommand.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments.split(" "));
    }
}
