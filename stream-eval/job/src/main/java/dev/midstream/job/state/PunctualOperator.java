package dev.midstream.job.state;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Runs a function whose timers come in time even if the machine's clock is set meanwhile ({@link
 * SteppedTimers}).
 *
 * @param <IN> type of the elements
 * @param <OUT> type of what the function emits
 */
public class PunctualOperator<IN, OUT> extends KeyedProcessOperator<String, IN, OUT> {
    private static final long serialVersionUID = 1L;

    public PunctualOperator(KeyedProcessFunction<String, IN, OUT> function) {
        super(function);
    }

    @Override
    public ProcessingTimeService getProcessingTimeService() {
        return new SteppedTimers(super.getProcessingTimeService());
    }
}
