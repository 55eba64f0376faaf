package dev.midstream.job.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.junit.jupiter.api.Test;

final class EngineMetersTest {
    private static final int LARGEST = 16;

    private final MetricListener listener = new MetricListener();
    private long nanos;

    @Test
    void measure_batches_timeAndFillOfEachModel() throws Exception {
        EngineMeters meters = new EngineMeters(listener.getMetricGroup(), LARGEST, () -> nanos);
        meters.measure("line", 16, () -> nanos += 5_000_000);
        meters.measure("line", 4, () -> nanos += 2_000_000);
        meters.measure("curve", 8, () -> nanos += 7_000_000);

        HistogramStatistics line = statistics("line", EngineMeters.LATENCY);
        assertThat(line.getMin()).isEqualTo(2000);
        assertThat(line.getMax()).isEqualTo(5000);
        assertThat(statistics("curve", EngineMeters.LATENCY).getValues()).containsExactly(7000);
        assertThat(statistics("line", EngineMeters.FILL).getMax()).isEqualTo(100);
        assertThat(statistics("line", EngineMeters.FILL).getMin()).isEqualTo(25);
        assertThat(statistics("curve", EngineMeters.FILL).getValues()).containsExactly(50);
    }

    @Test
    void keep_droppedModel_itsHistogramsAreTakenBack() throws Exception {
        TaskManagerMetricGroup parent =
                UnregisteredMetricGroups.createUnregisteredTaskManagerMetricGroup();
        EngineMeters meters = new EngineMeters(parent, LARGEST, () -> nanos);
        meters.measure("line", 1, () -> {});
        MetricGroup line = parent.addGroup("model", "line");
        meters.keep(List.of());

        assertThat(((AbstractMetricGroup<?>) line).isClosed()).isTrue();
        meters.measure("line", 1, () -> {});
        assertThat(((AbstractMetricGroup<?>) parent.addGroup("model", "line")).isClosed())
                .isFalse();
    }

    private HistogramStatistics statistics(String model, String name) {
        return listener.getHistogram("model", model, name)
                .map(Histogram::getStatistics)
                .orElseThrow();
    }
}
