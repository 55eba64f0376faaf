package dev.midstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.broker.EmbeddedBroker;
import dev.midstream.dashboard.web.TlsKey;
import dev.midstream.dashboard.web.Token;
import dev.midstream.dashboard.web.WebAddress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a dashboard. */
@ExtendWith(SharedBroker.class)
class AccessTest {
    private static final String SECRET = "correct horse battery staple";

    @TempDir static Path directory;
    private static MetricsTopic topic;

    @BeforeAll
    static void start(EmbeddedBroker broker) throws Exception {
        topic = MetricsTopic.on(broker);
    }

    @AfterAll
    static void stop() {
        topic.close();
    }

    private static Token token() throws Exception {
        return Token.read(Files.writeString(directory.resolve("token"), SECRET + "\n"));
    }

    @Test
    void dashboard_withAToken_answersThoseWhoShowIt() throws Exception {
        WebAddress address = new WebAddress("127.0.0.1", 0, Optional.of(token()), Optional.empty());
        try (Dashboard dashboard = Dashboard.start(topic.configuration().withWeb(address))) {
            String basic =
                    Base64.getEncoder()
                            .encodeToString(("any:" + SECRET).getBytes(StandardCharsets.UTF_8));
            for (String path : new String[] {"", "js/main.js", "api/v1/metrics", "metrics"}) {
                URI uri = dashboard.address().resolve(path);
                assertThat(status(uri, null)).as(path).isEqualTo(401);
                assertThat(status(uri, "Bearer wrong" + SECRET)).as(path).isEqualTo(401);
                assertThat(status(uri, "Basic !")).as(path).isEqualTo(401);
                assertThat(status(uri, "Bearer " + SECRET)).as(path).isEqualTo(200);
                assertThat(status(uri, "Basic " + basic)).as(path).isEqualTo(200);
            }
            assertThat(status(dashboard.address().resolve("healthz"), null)).isEqualTo(200);
        }
    }

    @Test
    void dashboard_withAKey_answersOverTls() throws Exception {
        Path store = directory.resolve("key.p12");
        Path password = Files.writeString(directory.resolve("password"), "changeit\n");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                "changeit")
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        WebAddress address =
                new WebAddress(
                        "127.0.0.1",
                        0,
                        Optional.empty(),
                        Optional.of(TlsKey.read(store, password)));
        try (Dashboard dashboard = Dashboard.start(topic.configuration().withWeb(address))) {
            assertThat(dashboard.address().getScheme()).isEqualTo("https");
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(store.toFile(), "changeit".toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpResponse<String> response =
                    HttpClient.newBuilder()
                            .sslContext(context)
                            .build()
                            .send(
                                    HttpRequest.newBuilder(dashboard.address()).build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("<title>Midstream</title>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:80", "localhost.evil.example", "[::2]"})
    void dashboard_askedForAnotherName_refuses(String host) throws Exception {
        try (Dashboard dashboard = Dashboard.start(topic.configuration())) {
            assertThat(statusLine(dashboard.address(), host)).contains(" 421 ");
            assertThat(statusLine(dashboard.address(), "localhost:1")).contains(" 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void address_thatOthersReach_needsATokenOrTls(String host) throws Exception {
        assertThatThrownBy(() -> WebAddress.of(host, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot listen on %s: other machines could read the page. Add --token-file"
                                + " or --tls-keystore, or use --host 127.0.0.1.",
                        host);
        new WebAddress(host, 0, Optional.of(token()), Optional.empty());
    }

    @Test
    void token_tooShort_isRefused() throws Exception {
        Path file = Files.writeString(directory.resolve("short"), " 123456 \n");
        assertThatThrownBy(() -> Token.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Cannot use --token-file %s: its token has 6 characters, use at least 16.",
                        file);
    }

    @Test
    void key_withAWrongPassword_isRefused() throws Exception {
        Path store = Files.writeString(directory.resolve("no-store"), "nothing");
        Path password = Files.writeString(directory.resolve("pw"), "changeit");
        assertThatThrownBy(() -> TlsKey.read(store, password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read --tls-keystore %s: ".formatted(store));
    }

    private static int status(URI uri, @Nullable String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String statusLine(URI address, String host) throws Exception {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /healthz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                                    .formatted(host)
                                    .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
