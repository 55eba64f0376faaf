package dev.midstream.job.progress;

import dev.midstream.job.kafka.KafkaMessage;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes dead letters on, and says at most once a second how many there were. */
final class DeadLetterCounter extends AbstractStreamOperator<KafkaMessage>
        implements OneInputStreamOperator<KafkaMessage, KafkaMessage>,
                BoundedOneInput,
                OperatorEventHandler {
    private static final long serialVersionUID = 1L;
    private static final long PAUSE_MILLIS = 1000;

    private transient OperatorEventGateway coordinator;
    private transient long letters;

    /** Creates an operator that has to be {@linkplain #connect connected}. */
    @SuppressWarnings("NullAway.Init") // The factory connects it.
    DeadLetterCounter(StreamOperatorParameters<KafkaMessage> parameters) {
        super(parameters);
    }

    /** Connects the operator with the coordinator. */
    void connect(OperatorEventGateway toCoordinator) {
        coordinator = toCoordinator;
    }

    @Override
    public void processElement(StreamRecord<KafkaMessage> letter) {
        output.collect(letter);
        letters++;
        if (letters == 1) {
            long due = getProcessingTimeService().getCurrentProcessingTime() + PAUSE_MILLIS;
            ScheduledFuture<?> unused =
                    getProcessingTimeService().registerTimer(due, time -> send());
        }
    }

    private void send() {
        if (letters > 0) {
            coordinator.sendEventToCoordinator(new DeadLettersSent(letters));
            letters = 0;
        }
    }

    @Override
    public void endInput() {
        send();
    }

    @Override
    public void handleOperatorEvent(OperatorEvent event) {
        throw new IllegalArgumentException("Unknown event: " + event);
    }
}
