package dev.midstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.dashboard.view.ModelView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ModelStoreTest {
    private final ModelStore store = new ModelStore();

    @Test
    void of_severalJobs_theLatestOfOne() {
        store.put(model("a", "/m", "LOADING", 1));
        store.put(model("b", "/m", "RUNNING", 1));
        store.put(model("a", "/m", "RUNNING", 2));
        store.put(model("a", "/l", "REFUSED", 2));
        assertThat(store.of("a"))
                .extracting(view -> view.location() + " " + view.state())
                .containsExactly("/l REFUSED", "/m RUNNING");
        store.remove("a|/m");
        assertThat(store.of("a")).hasSize(1);
        assertThat(store.of("c")).isEmpty();
    }

    @Test
    void put_tooMany_dropsWhatWasReportedFirst() {
        for (int i = 0; i <= ModelStore.MAX_MODELS; i++) {
            store.put(model("a", "/" + i, "RUNNING", i));
        }
        assertThat(store.of("a"))
                .hasSize(ModelStore.MAX_MODELS)
                .noneMatch(view -> view.location().equals("/0"));
    }

    private static ModelView model(String job, String location, String state, long second) {
        return new ModelView(
                job,
                location,
                "m",
                state,
                new ModelView.Loaded(1, List.of()),
                "",
                List.of(),
                Instant.ofEpochSecond(second));
    }
}
