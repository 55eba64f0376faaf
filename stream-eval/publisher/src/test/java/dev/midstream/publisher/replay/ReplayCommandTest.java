package dev.midstream.publisher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.publisher.CifarBroker;
import dev.midstream.publisher.TestCommandLine;
import dev.midstream.publisher.kafka.OpenTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ReplayCommandTest {
    @RegisterExtension static final CifarBroker broker = CifarBroker.empty();

    private TestCommandLine commandLine = new TestCommandLine();

    @Test
    void replay_all_sendsTheOriginalBytesOnceToTheirPartitions() throws Exception {
        try (Letters letters = new Letters(broker, "all", 2)) {
            letters.rejected(0, 0, "UNKNOWN_SCHEMA", "a");
            letters.rejected(1, 1, "UNKNOWN_SCHEMA", "b");
            letters.rejected(1, 2, "NO_LABEL", "c");

            assertThat(replay(letters)).as(commandLine.err()).isZero();

            assertThat(letters.contents(0)).containsExactly("key-a=a", "key-a=a<all-0@0");
            assertThat(letters.contents(1))
                    .containsExactly("key-b=b", "key-c=c", "key-b=b<all-1@0", "key-c=c<all-1@1");
            assertThat(commandLine.out())
                    .contains("Topic all-dead-letters: 3 dead letters, 3 selected")
                    .contains("Sent: 3 records in ");

            letters.rejected(0, 3, "NO_LABEL", "d");
            assertThat(replay(letters)).isZero();

            assertThat(letters.contents(0))
                    .containsExactly("key-a=a", "key-a=a<all-0@0", "key-d=d", "key-d=d<all-0@2");
            assertThat(letters.contents(1)).hasSize(4);
            assertThat(rows(commandLine.out()))
                    .containsExactly("NO_LABEL 2 1 1 0 0 0 0", "UNKNOWN_SCHEMA 2 0 2 0 0 0 0");

            assertThat(replay(letters, "--again", "--max-letters=2")).isZero();

            assertThat(letters.contents(0)).hasSize(5);
            assertThat(letters.contents(1)).hasSize(5);
        }
    }

    @Test
    void replay_dryRun_countsByFaultAndSendsNothing() throws Exception {
        try (Letters letters = new Letters(broker, "dry", 1)) {
            letters.rejected(0, 0, "UNKNOWN_SCHEMA", "a");
            letters.rejected(0, 0, "UNKNOWN_SCHEMA", "b");
            letters.rejected(0, 0, "MALFORMED", "c");
            letters.send("no letter".getBytes(UTF_8));

            assertThat(replay(letters, "--dry-run")).isZero();

            assertThat(rows(commandLine.out()))
                    .containsExactly("MALFORMED 1 1 0 0 0 0 0", "UNKNOWN_SCHEMA 2 2 0 0 0 0 0");
            assertThat(commandLine.out())
                    .contains("Dry run: nothing was sent")
                    .contains("Left out: 1 records of dry-dead-letters that are no dead letters");
            assertThat(letters.contents(0)).hasSize(3);
        }
    }

    @Test
    void replay_filters_selectLetters() throws Exception {
        try (Letters letters = new Letters(broker, "filters", 2)) {
            letters.rejected(0, 0, "MALFORMED", "a");
            letters.rejected(0, 10, "NO_LABEL", "b");
            letters.rejected(1, 20, "NO_LABEL", "c");
            letters.withoutRecord(letters.record(1, 30, "d"), "SCORING_FAILED", "some-run");

            assertThat(selected(letters, "--fault=NO_LABEL,MALFORMED")).isEqualTo(3);
            assertThat(selected(letters, "--origin-topic=filters")).isEqualTo(4);
            assertThat(selected(letters, "--origin-topic=others")).isZero();
            assertThat(selected(letters, "--origin-partition=1")).isEqualTo(2);
            assertThat(
                            selected(
                                    letters,
                                    "--from=2026-01-31T12:00:10Z",
                                    "--to=2026-01-31T12:00:20Z"))
                    .isEqualTo(1);
            assertThat(selected(letters, "--of-run=some-run")).isEqualTo(1);
        }
    }

    @Test
    void replay_lettersWithoutTheirRecord_takeItFromItsTopic() throws Exception {
        try (Letters letters = new Letters(broker, "without", 1)) {
            letters.record(0, 0, "x");
            RecordMetadata failed = letters.record(0, 1, "a");
            letters.withoutRecord(failed, "SCORING_FAILED", "run");
            letters.withoutRecord(failed, "SCORING_FAILED", "run");
            RecordMetadata gone =
                    new RecordMetadata(
                            new TopicPartition("without", 0), 1000, 0, failed.timestamp(), 0, 0);
            letters.withoutRecord(gone, "SCORING_FAILED", "run");
            RecordMetadata nowhere =
                    new RecordMetadata(
                            new TopicPartition("without", 7), 0, 0, failed.timestamp(), 0, 0);
            letters.withoutRecord(nowhere, "SCORING_FAILED", "run");

            assertThat(replay(letters)).isEqualTo(1);

            assertThat(letters.contents(0))
                    .containsExactly("key-x=x", "key-a=a", "key-a=a<without-0@1");
            assertThat(rows(commandLine.out())).containsExactly("SCORING_FAILED 4 1 0 1 1 1 0");
            assertThat(commandLine.err().strip())
                    .isEqualTo(
                            "Cannot replay all letters: 1 do not hold their record, which its topic"
                                + " does not have any more, and 1 are of partitions that do not"
                                + " exist. Publish what they are about again (publish --resume).");
        }
    }

    @Test
    void replay_besideAnOpenTransaction_sendsNothingTwice() throws Exception {
        try (Letters letters = new Letters(broker, "open", 1)) {
            letters.rejected(0, 0, "NO_LABEL", "a");
            try (OpenTransaction other =
                    OpenTransaction.on(broker.bootstrapServers(), "open", "open-other")) {
                assertThat(replay(letters)).isZero();
                assertThat(replay(letters)).isZero();
                other.abort();
            }
            assertThat(rows(commandLine.out())).containsExactly("NO_LABEL 1 0 1 0 0 0 0");
        }
    }

    @Test
    void replay_recordTooLarge_saysWhichAndHowToGoOn() throws Exception {
        try (Letters letters = new Letters(broker, "large", 1)) {
            letters.rejected(0, 0, "NO_LABEL", "a");
            letters.rejected(0, 0, "NO_LABEL", "b".repeat(20_000));
            Path config =
                    Files.writeString(
                            broker.data().resolve("small.properties"),
                            "max.request.size=10000\ncompression.type=none\n");

            assertThat(replay(letters, "--kafka-config=" + config)).isEqualTo(1);

            assertThat(commandLine.err().strip())
                    .isEqualTo(
                            "Cannot replay record large-0@1: the record is too large. Raise"
                                    + " max.request.size of the producer (--kafka-config) and"
                                    + " max.message.bytes of the topic. The same command sends the"
                                    + " rest, and nothing twice.");
            assertThat(rows(commandLine.out())).containsExactly("NO_LABEL 2 1 0 0 0 0 1");
        }
    }

    @Test
    void replay_badOptions_endWithOneLine() {
        assertThat(commandLine.execute("replay", "--bootstrap-servers=h:1", "--from=yesterday"))
                .isEqualTo(2);
        assertThat(commandLine.err())
                .startsWith(
                        "Invalid value for option '--from': 'yesterday' is not a time such as"
                                + " 2026-01-31T12:00:00Z");
        commandLine = new TestCommandLine();
        assertThat(commandLine.execute("replay", "--bootstrap-servers=h:1", "--max-letters=0"))
                .isEqualTo(2);
        assertThat(commandLine.err())
                .startsWith("Invalid --max-letters: 0. Use a number of at least 1.");
    }

    private int selected(Letters letters, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--dry-run");
        assertThat(replay(letters, all.toArray(new String[0]))).isZero();
        return rows(commandLine.out()).stream()
                .mapToInt(row -> Integer.parseInt(row.split(" ")[1]))
                .sum();
    }

    private int replay(Letters letters, String... options) {
        commandLine = new TestCommandLine();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "replay",
                                "--bootstrap-servers=" + broker.bootstrapServers(),
                                "--dead-letters-topic=" + letters.topic()));
        all.addAll(List.of(options));
        return commandLine.execute(all.toArray(new String[0]));
    }

    /** Rows of the table with single spaces: fault, letters, what became of them, left. */
    private static List<String> rows(String out) {
        return out.lines()
                .filter(line -> line.matches("[A-Z_]+ [ \\d]+"))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }
}
