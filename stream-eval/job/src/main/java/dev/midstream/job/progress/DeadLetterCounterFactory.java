package dev.midstream.job.progress;

import dev.midstream.job.kafka.KafkaMessage;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes operators that pass dead letters on, whose number is part of the lines of the log. */
public final class DeadLetterCounterFactory extends AbstractStreamOperatorFactory<KafkaMessage>
        implements OneInputStreamOperatorFactory<KafkaMessage, KafkaMessage>,
                CoordinatedOperatorFactory<KafkaMessage> {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked") // What the type parameter promises.
    public <T extends StreamOperator<KafkaMessage>> T createStreamOperator(
            StreamOperatorParameters<KafkaMessage> parameters) {
        OperatorID id = parameters.getStreamConfig().getOperatorID();
        OperatorEventDispatcher events = parameters.getOperatorEventDispatcher();
        DeadLetterCounter operator = new DeadLetterCounter(parameters);
        operator.connect(events.getOperatorEventGateway(id));
        events.registerEventHandler(id, operator);
        return (T) operator;
    }

    @Override
    public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
        return new DeadLetterCoordinator.Provider(id);
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's own signature.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return DeadLetterCounter.class;
    }
}
