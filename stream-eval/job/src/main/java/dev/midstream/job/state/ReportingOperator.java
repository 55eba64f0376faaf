package dev.midstream.job.state;

import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/**
 * Runs a function that reports what its keys hold, and has every key reported again after a
 * restart. What was sent before it may be lost: a transaction that expired or was ended by somebody
 * else is never sent again by itself, and a key that has become idle has no other occasion.
 *
 * @param <IN> type of what is added up
 * @param <OUT> type of the reports
 */
public final class ReportingOperator<IN, OUT> extends PunctualOperator<IN, OUT> {
    private static final long serialVersionUID = 1L;

    /** The timers of {@link org.apache.flink.streaming.api.operators.KeyedProcessOperator}. */
    private static final String TIMERS = "user-timers";

    private final RepeatedReports reports;

    private transient boolean restored;

    private ReportingOperator(
            KeyedProcessFunction<String, IN, OUT> function, RepeatedReports reports) {
        super(function);
        this.reports = reports;
    }

    /** Returns the operator of a function. */
    public static <IN, OUT, F extends KeyedProcessFunction<String, IN, OUT> & RepeatedReports>
            ReportingOperator<IN, OUT> of(F function) {
        return new ReportingOperator<>(function, function);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        if (restored) {
            reportAll(reports.reported());
        }
    }

    private <S extends State> void reportAll(StateDescriptor<S, ?> held) throws Exception {
        TimerService timers =
                new SimpleTimerService(
                        getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this));
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                held,
                (key, state) -> reports.reportAgain(timers));
    }
}
