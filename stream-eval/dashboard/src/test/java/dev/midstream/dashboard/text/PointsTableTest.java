package dev.midstream.dashboard.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.LabelKind;
import dev.midstream.MetricKey;
import dev.midstream.RobustnessMetric;
import dev.midstream.RobustnessSummary;
import dev.midstream.dashboard.MetricSamples;
import dev.midstream.dashboard.feed.FeedStatus;
import dev.midstream.dashboard.feed.MetricStore;
import dev.midstream.dashboard.feed.RatedSummaries;
import dev.midstream.dashboard.view.SummaryView;
import dev.midstream.evaluation.summary.RobustnessSummaries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTableTest {
    private static final FeedStatus LIVE =
            new FeedStatus(
                    FeedStatus.State.LIVE,
                    MetricSamples.NOON,
                    "midstream.metrics",
                    "kafka:9092",
                    0,
                    63,
                    1);

    private final MetricStore store = new MetricStore(1000);
    private final PointsTable table = new PointsTable(ZoneOffset.UTC);

    private void put(List<RobustnessMetric> metrics) {
        for (RobustnessSummary summary : RobustnessSummaries.of(metrics, MetricSamples.NOON)) {
            store.put(RobustnessSummaries.keyText(summary.getKey()), SummaryView.of(summary));
        }
    }

    private String text() {
        return table.of(RatedSummaries.of(store, key -> true), LIVE);
    }

    @Test
    void of_points_isARowEachBestFirst() {
        put(
                MetricSamples.grid(
                        List.of("endpoint-0", "midpoint"),
                        MetricSamples.CORRUPTIONS,
                        LabelKind.TRUE,
                        100));
        List<String> lines = text().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("midstream.metrics at kafka:9092: LIVE, 0 records to read, 1 unusable");
        assertThat(lines.get(2))
                .isEqualTo("RUN run-1  MODEL line-8  DATA fashion-mnist  LABELS true");
        assertThat(lines.get(3)).startsWith("POINT       CLEAN%");
        assertThat(lines.get(4))
                .startsWith("midpoint    ")
                .contains(" 140:80 ", " 2,100 ")
                .endsWith("12:00:00");
        assertThat(lines.get(5)).startsWith("endpoint-0  ").contains(" - ", " 2,100 ");
    }

    @Test
    void of_severalKindsOfLabels_haveTheirColumn() {
        for (LabelKind labels : LabelKind.values()) {
            put(MetricSamples.grid(List.of("midpoint"), List.of("snow"), labels, 100));
        }
        List<String> lines = text().lines().toList();
        assertThat(lines.get(2)).isEqualTo("RUN run-1  MODEL line-8  DATA fashion-mnist");
        assertThat(lines.get(3)).startsWith("POINT     LABELS    CLEAN%");
        assertThat(lines.get(4)).startsWith("midpoint  observed  ").contains(" 600 ");
        assertThat(lines.get(5)).startsWith("midpoint  true      ").contains(" 600 ");
    }

    @Test
    void of_namesThatMoveACursor_areHarmless() {
        MetricKey key =
                new MetricKey(
                        "\u001b[2Jrun",
                        "a\nb",
                        "x".repeat(100),
                        "\u202edata",
                        "none",
                        0,
                        LabelKind.OBSERVED);
        put(
                List.of(
                        MetricSamples.metric(
                                key, MetricSamples.sums(50, 0.6, 0.7, 1), MetricSamples.NOON)));
        assertThat(text())
                .contains("?[2Jrun", "MODEL a?b", "\nxxx", "?data")
                .doesNotContain("\u001b");
        assertThat(text().lines().toList()).hasSize(8);
    }

    @Test
    void printOnce_settled_printsThePlainTable() throws Exception {
        put(List.of(MetricSamples.metric("midpoint", "snow", 1)));
        StringWriter out = new StringWriter();
        new TextDashboard(store, List.of(() -> LIVE), table, new PrintWriter(out))
                .printOnce(Duration.ofSeconds(5));
        assertThat(out.toString()).isEqualTo(text()).doesNotContain("\u001b");
    }

    @Test
    void frame_drawsOverTheOneBefore() {
        String frame =
                new TextDashboard(
                                store,
                                List.of(() -> LIVE),
                                table,
                                new PrintWriter(new StringWriter()))
                        .frame();
        assertThat(frame)
                .startsWith("\u001b[1;1Hmidstream.metrics")
                .contains("unusable\u001b[K\u001b[2;1H\u001b[K\u001b[3;1HRUN")
                .endsWith("\u001b[J")
                .doesNotContain("\n");
    }
}
