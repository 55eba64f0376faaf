package dev.midstream.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.Label;
import dev.midstream.TestImage;
import dev.midstream.schemas.fixture.RegistryServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {
    private static final Schema LABEL = Label.getClassSchema();
    private static final String SUBJECT = "midstream.labels-value";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private RegistryServer server;

    @BeforeEach
    void start() throws IOException {
        server = RegistryServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private SchemaRegistry client(String url) {
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now.get();
                    }
                };
        return new SchemaRegistry(
                RegistrySettings.of(url).retrying(3, Duration.ofMillis(1)), clock);
    }

    @Test
    void register_sameSchemaTwice_hasOneId() throws Exception {
        SchemaRegistry registry = client(server.url());

        int id = registry.register(SUBJECT, LABEL);

        assertThat(registry.register(SUBJECT, LABEL)).isEqualTo(id);
        assertThat(server.versions(SUBJECT)).containsExactly(LABEL);
    }

    @Test
    void register_subjectWithOddCharacters_arrivesWhole() throws Exception {
        client(server.url()).register("a b/c+d-value", LABEL);

        assertThat(server.versions("a b/c+d-value")).containsExactly(LABEL);
    }

    @Test
    void register_incompatibleWithTheSubject_saysSo() throws Exception {
        SchemaRegistry registry = client(server.url());
        registry.register(SUBJECT, LABEL);

        assertThatThrownBy(() -> registry.register(SUBJECT, TestImage.getClassSchema()))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot register TestImage under midstream.labels-value with the schema"
                                + " registry %s: the subject has an incompatible schema (Schema"
                                + " being registered is incompatible with an earlier schema for"
                                + " subject \"midstream.labels-value\").",
                        server.url());
    }

    @Test
    void schema_askedTwice_isAskedForOnce() throws Exception {
        int id = client(server.url()).register(SUBJECT, LABEL);
        SchemaRegistry reader = client(server.url() + "/");

        assertThat(reader.schema(id)).isEqualTo(LABEL);
        assertThat(reader.schema(id)).isEqualTo(LABEL);
        assertThat(server.requests())
                .containsExactly("POST /subjects/" + SUBJECT + "/versions", "GET /schemas/ids/1");
    }

    @Test
    void schema_unknownId_isAskedForAgainOnlyAfterAWhile() throws Exception {
        SchemaRegistry registry = client(server.url());

        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("schema 1 is unknown to %s", server.url());
        client(server.url()).register(SUBJECT, LABEL);
        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(UnknownSchemaException.class);

        now.set(Instant.EPOCH.plus(SchemaRegistry.UNKNOWN_FOR));
        assertThat(registry.schema(1)).isEqualTo(LABEL);
        assertThat(server.requests()).filteredOn("GET /schemas/ids/1"::equals).hasSize(2);
    }

    @Test
    void schema_floodOfUnknownIds_allAreUnknown() {
        SchemaRegistry registry = client(server.url());

        for (int id = 1; id <= 1_100; id++) {
            int unknown = id;
            assertThatThrownBy(() -> registry.schema(unknown))
                    .isInstanceOf(UnknownSchemaException.class);
        }
    }

    @Test
    void schema_notAvro_saysWhatItIs() {
        int id = server.add("PROTOBUF", "syntax = \"proto3\";");

        assertThatThrownBy(() -> client(server.url()).schema(id))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("schema 1 of %s is PROTOBUF, not AVRO", server.url());
    }

    @Test
    void schema_thatNeedsOthers_saysSo() {
        int id = server.add("AVRO", "\"elsewhere.Address\"");

        assertThatThrownBy(() -> client(server.url()).schema(id))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("schema 1 of %s is not valid by itself", server.url());
    }

    @Test
    void schema_registryIsBusyTwice_thirdAttemptSucceeds() throws Exception {
        int id = server.add("AVRO", LABEL.toString());
        server.failNext(2);

        assertThat(client(server.url()).schema(id)).isEqualTo(LABEL);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void schema_registryStaysBusy_saysWhatItAnswered() {
        server.failNext(3);

        assertThatThrownBy(() -> client(server.url()).schema(1))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot reach the schema registry %s: Error while forwarding the request to"
                                + " the primary. Is it running?",
                        server.url());
    }

    @Test
    void schema_nobodyListens_saysWhere() {
        String url = server.url();
        server.close();

        assertThatThrownBy(() -> client(url).schema(1))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot reach the schema registry %s: no connection. Is it running?", url);
    }

    @Test
    void schema_wrongPath_isNoUnknownId() {
        assertThatThrownBy(() -> client(server.url() + "/api").schema(1))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Cannot read schema 1 from the schema registry %s/api: there is no such"
                                + " interface at this URL (HTTP 404 Not Found).",
                        server.url());
    }

    @Test
    void schema_userInfoOfTheUrl_isSentAndNeverPrinted() throws Exception {
        try (RegistryServer guarded = RegistryServer.start(0, "ann:s:cret")) {
            int id = guarded.add("AVRO", LABEL.toString());
            String url = "http://ann:s%3Acret@127.0.0.1:" + guarded.port();

            assertThat(client(url).schema(id)).isEqualTo(LABEL);
            assertThat(RegistrySettings.of(url)).hasToString(guarded.url());
            assertThatThrownBy(() -> client(guarded.url()).schema(id))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "Cannot read schema 1 from the schema registry %s: it requires a user"
                                    + " with permission (Unauthorized).",
                            guarded.url());
        }
    }

    @Test
    void settings_noHttpUrl_rejectedWithAnExample() {
        for (String url : new String[] {"host:8081", "ftp://host", "http://", "ht tp://x"}) {
            assertThatThrownBy(() -> RegistrySettings.of(url))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Invalid schema registry: ")
                    .hasMessageEndingWith(" Use a URL such as http://host:8081.");
        }
        assertThatThrownBy(() -> RegistrySettings.of("http://host:8081").as("ann"))
                .hasMessage(
                        "Invalid user of the schema registry at host: give it as USER:PASSWORD.");
    }
}
