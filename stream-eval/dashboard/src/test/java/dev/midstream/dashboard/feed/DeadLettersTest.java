package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.DeadLetter;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.feed.DeadLetterStore.FaultCount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final DeadLetterStore store = new DeadLetterStore();

    private static DeadLetterView letter(long offset, String kind, byte @Nullable [] value) {
        return DeadLetterView.of(
                new DeadLetter(
                        "midstream.images",
                        0,
                        offset,
                        MetricSamples.NOON,
                        "r".repeat(600),
                        kind,
                        null,
                        value == null ? null : ByteBuffer.wrap(value),
                        null));
    }

    @Test
    void add_manyLetters_keepsTheLatestAndCountsAll() {
        for (int i = 0; i < 1000; i++) {
            store.add(letter(i, i % 4 == 0 ? "rare" : "often", null));
        }
        assertThat(store.latest()).hasSize(DeadLetterStore.MAX_LETTERS);
        assertThat(store.latest().get(0).origin().offset()).isEqualTo(999);
        assertThat(store.counts().total()).isEqualTo(1000);
        assertThat(store.counts().byFault())
                .containsExactly(new FaultCount("often", 750), new FaultCount("rare", 250));
    }

    @Test
    void add_manyFaults_countsThoseBeyondTheMostTogether() {
        for (int i = 0; i < 80; i++) {
            store.add(letter(i, "kind-" + i, null));
        }
        assertThat(store.counts().byFault()).hasSize(51);
        assertThat(store.counts().byFault().get(0))
                .isEqualTo(new FaultCount(DeadLetterStore.OTHERS, 30));
    }

    @Test
    void of_letter_isReadableAndShort() {
        assertThat(value("text\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("text\n");
        assertThat(value(new byte[] {(byte) 0xC3, 0x01, 65})).isEqualTo("c3 01 41");
        assertThat(value(new byte[] {27, '[', 'H'})).isEqualTo("1b 5b 48");
        assertThat(value(new byte[3072])).hasSize(3 * 200 - 1 + 1).endsWith("00…");
        DeadLetterView image = letter(1, "k", new byte[3072]);
        assertThat(image.value()).extracting(Excerpt::bytes).isEqualTo(3072);
        assertThat(image.key()).isNull();
        assertThat(image.reason()).hasSize(501).endsWith("…");
        assertThat(letter(1, "k", null).value()).isNull();
    }

    private static String value(byte[] bytes) {
        return Excerpt.of(ByteBuffer.wrap(bytes)).text();
    }
}
