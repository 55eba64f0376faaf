package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.feed.MetricChanges.Kind;
import dev.midstream.dashboard.view.MetricView;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MetricStoreTest {
    private final MetricView first = view("midpoint", "snow", 1);
    private final MetricView second = view("midpoint", "snow", 2);
    private final MetricStore store = new MetricStore(100);

    @Test
    void all_empty_isEmptySnapshot() {
        assertThat(store.all().metrics()).isEmpty();
        assertThat(store.all().kind()).isEqualTo(Kind.SNAPSHOT);
    }

    @Test
    void put_sameKey_keepsTheLatest() {
        store.put("a", first);
        store.put("a", second);
        assertThat(store.all().metrics()).containsExactly(second);
        assertThat(store.size()).isOne();
    }

    @Test
    void since_afterSeveralChangesOfOneKey_givesTheLatestOnce() {
        store.put("a", first);
        store.put("b", first);
        long known = store.all().version();
        store.put("b", first);
        store.put("b", second);
        assertThat(store.since(known).kind()).isEqualTo(Kind.UPDATE);
        assertThat(store.since(known).metrics()).containsExactly(second);
    }

    @Test
    void since_upToDate_givesNothing() {
        store.put("a", first);
        assertThat(store.since(store.all().version()).metrics()).isEmpty();
    }

    @Test
    void since_afterARemoval_givesEverything() {
        store.put("a", first);
        store.put("b", second);
        long known = store.all().version();
        store.remove("a");
        assertThat(store.since(known).kind()).isEqualTo(Kind.SNAPSHOT);
        assertThat(store.since(known).metrics()).containsExactly(second);
        assertThat(store.since(store.since(known).version()).kind()).isEqualTo(Kind.UPDATE);
    }

    @Test
    void remove_unknownKey_isNoChange() {
        store.put("a", first);
        long known = store.all().version();
        store.remove("b");
        assertThat(store.since(known).version()).isEqualTo(known);
    }

    @Test
    void put_beyondTheMaximum_dropsThoseLongestUnchanged() {
        for (int i = 0; i < 100; i++) {
            store.put("key-" + i, first);
        }
        store.put("key-0", second);
        long known = store.all().version();
        store.put("one more", second);
        assertThat(store.size()).isEqualTo(90);
        assertThat(store.all().metrics()).filteredOn(second::equals).hasSize(2);
        assertThat(store.since(known).kind()).isEqualTo(Kind.SNAPSHOT);
    }

    @Test
    void put_intoAStoreOfOne_keepsTheLatest() {
        MetricStore one = new MetricStore(1);
        one.put("a", first);
        one.put("b", second);
        assertThat(one.all().metrics()).containsExactly(second);
    }

    @Test
    void put_aSummary_isAChangeOfItsOwn() {
        SummaryView summary = summary();
        store.put("a", first);
        long known = store.version();

        store.put("b", summary);

        assertThat(store.since(known).metrics()).isEmpty();
        assertThat(store.since(known).summaries()).containsExactly(summary);
        assertThat(store.since(known).isEmpty()).isFalse();
        assertThat(store.all().metrics()).containsExactly(first);
        assertThat(store.size()).as("metrics").isOne();
    }

    @Test
    void remove_aSummary_leavesTheMetrics() {
        store.put("a", first);
        store.put("b", summary());

        store.remove("b");

        assertThat(store.all().summaries()).isEmpty();
        assertThat(store.size()).isOne();
        store.remove("a");
        assertThat(store.size()).isZero();
    }

    @Test
    void touch_ofASummary_isAChangeOfItAlone() {
        SummaryView summary = summary();
        store.put("a", first);
        store.put("b", summary);
        long known = store.version();

        store.touch(summary.key()::equals);

        assertThat(store.since(known).kind()).isEqualTo(Kind.UPDATE);
        assertThat(store.since(known).summaries()).containsExactly(summary);
        assertThat(store.since(known).metrics()).isEmpty();
        assertThat(store.all().summaries()).containsExactly(summary);
    }

    @Test
    void touch_withoutSummaries_changesNothing() {
        store.put("a", first);
        store.put("b", summary());
        long known = store.version();

        store.touch(key -> key.runId().equals("another-run"));

        assertThat(store.version()).isEqualTo(known);
    }

    private static SummaryView summary() {
        return SummaryView.of(
                RobustnessSummaries.of(
                                List.of(MetricSamples.metric("midpoint", "snow", 1)),
                                MetricSamples.NOON)
                        .get(0));
    }

    @Test
    void awaitAfter_aChange_returns() {
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                store.awaitAfter(0, Duration.ofMinutes(1));
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        store.put("a", first);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(waiting::isDone);
        assertThat(waiting).isCompleted();
    }

    private static MetricView view(String point, String corruption, int severity) {
        return MetricView.of(MetricSamples.metric(point, corruption, severity));
    }
}
