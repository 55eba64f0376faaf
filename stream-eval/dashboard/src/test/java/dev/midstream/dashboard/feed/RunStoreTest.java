package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.Run;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.RunSamples;
import dev.midstream.dashboard.view.RunView;
import org.junit.jupiter.api.Test;

class RunStoreTest {
    private final RunStore store = new RunStore();

    @Test
    void put_laterRecordOfARun_replacesTheEarlierOne() {
        Run started = RunSamples.started("a", MetricSamples.NOON);
        store.put(RunView.of(started));
        assertThat(store.run("a").orElseThrow().end()).isNull();

        store.put(RunView.of(RunSamples.stopped(started)));

        assertThat(store.all()).hasSize(1);
        assertThat(store.run("a").orElseThrow().end())
                .isEqualTo(new RunView.End(MetricSamples.NOON.plusSeconds(60), "STOPPED", 150));
    }

    @Test
    void put_moreThanAreKept_removesThoseThatStartedFirst() {
        for (int i = 0; i < RunStore.MAX_RUNS + 3; i++) {
            store.put(RunView.of(RunSamples.started("r" + i, MetricSamples.NOON.plusSeconds(i))));
        }

        assertThat(store.all()).hasSize(RunStore.MAX_RUNS);
        assertThat(store.all().get(0).runId()).isEqualTo("r" + (RunStore.MAX_RUNS + 2));
        assertThat(store.run("r2")).isEmpty();
        assertThat(store.run("r3")).isPresent();
    }

    @Test
    void remove_aRun_forgetsIt() {
        store.put(RunView.of(RunSamples.started("a", MetricSamples.NOON)));

        store.remove("a");

        assertThat(store.all()).isEmpty();
    }
}
