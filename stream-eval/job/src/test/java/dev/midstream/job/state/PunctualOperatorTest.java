package dev.midstream.job.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** Reports of keys, at most one a second, while the clock is set. */
class PunctualOperatorTest {
    private static final long HALF_AN_HOUR = 1_800_000;

    private final SetClock clock = new SetClock();

    private static final class Reports extends KeyedProcessFunction<String, String, String> {
        private transient ReportSchedule schedule;

        @Override
        public void open(OpenContext context) {
            schedule = new ReportSchedule(getRuntimeContext(), 1000);
        }

        @Override
        public void processElement(String element, Context context, Collector<String> out)
                throws Exception {
            schedule.changed(context.timerService());
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<String> out)
                throws Exception {
            if (schedule.takeDue(context.timerService())) {
                out.collect(context.getCurrentKey());
            }
        }
    }

    /** Has the clock of the test in place of the harness's. */
    private final class Operator extends PunctualOperator<String, String> {
        private static final long serialVersionUID = 1L;

        private Operator() {
            super(new Reports());
        }

        @Override
        protected void setProcessingTimeService(ProcessingTimeService ofHarness) {
            super.setProcessingTimeService(clock);
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, String, String> harness()
            throws Exception {
        var harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new Operator(), text -> text, Types.STRING);
        harness.open();
        return harness;
    }

    @Test
    void report_whenTheClockWasBehindForAWhile_comesInTime() throws Exception {
        clock.set(2 * HALF_AN_HOUR);
        try (var harness = harness()) {
            harness.processElement("a", 0);
            clock.elapse(100);
            harness.processElement("a", 0);
            // Key b makes Flink wait anew for the report of key a, for half an hour.
            clock.set(HALF_AN_HOUR);
            harness.processElement("b", 0);
            clock.elapse(100);
            assertThat(harness.extractOutputValues()).containsExactly("a", "b");

            clock.set(2 * HALF_AN_HOUR);
            clock.elapse(2000);
            harness.processElement("b", 0);
            clock.elapse(100);

            assertThat(harness.extractOutputValues()).containsExactly("a", "b", "a", "b");
        }
    }

    @Test
    void report_whenTheClockIsNotSet_comesAfterTheInterval() throws Exception {
        try (var harness = harness()) {
            harness.processElement("a", 0);
            clock.elapse(0);
            harness.processElement("a", 0);
            clock.elapse(999);
            assertThat(harness.extractOutputValues()).containsExactly("a");

            clock.elapse(1);

            assertThat(harness.extractOutputValues()).containsExactly("a", "a");
        }
    }
}
