package dev.midstream.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.job.kafka.KafkaMessage;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.MockOperatorCoordinatorContext;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

final class DeadLetterCounterTest {
    private static final KafkaMessage LETTER = new KafkaMessage(new byte[] {1}, new byte[] {2});

    private final List<OperatorEvent> sent = new ArrayList<>();

    @Test
    void processElement_letters_passedOnAndCountedOnceASecond() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(LETTER, 0);
            harness.processElement(LETTER, 0);
            assertThat(harness.extractOutputValues())
                    .extracting(KafkaMessage::value)
                    .containsExactly(LETTER.value(), LETTER.value());
            assertThat(sent).isEmpty();
            harness.setProcessingTime(1000);
            assertThat(sent).containsExactly(new DeadLettersSent(2));
            harness.setProcessingTime(5000);
            assertThat(sent).hasSize(1);
            harness.processElement(LETTER, 0);
            harness.setProcessingTime(6000);

            assertThat(sent).containsExactly(new DeadLettersSent(2), new DeadLettersSent(1));
        }
    }

    @Test
    void endInput_lettersOfTheLastSecond_counted() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processElement(LETTER, 0);
            harness.endInput();

            assertThat(sent).containsExactly(new DeadLettersSent(1));
        }
    }

    @Test
    void coordinator_eventsOfSubtasks_addedUpForTheOtherCoordinator() throws Exception {
        OperatorID operator = new OperatorID();
        MockOperatorCoordinatorContext context = new MockOperatorCoordinatorContext(operator, 2);
        OperatorCoordinator coordinator =
                InstantiationUtil.clone(new DeadLetterCoordinator.Provider(operator))
                        .create(context);
        coordinator.handleEventFromOperator(0, 0, new DeadLettersSent(3));
        coordinator.handleEventFromOperator(1, 0, new DeadLettersSent(4));
        DeadLetterCount count = new DeadLetterCount(context.getCoordinatorStore());

        assertThat(count.take()).isEqualTo(7);
        assertThat(count.take()).isZero();
    }

    private OneInputStreamOperatorTestHarness<KafkaMessage, KafkaMessage> harness()
            throws Exception {
        OneInputStreamOperatorTestHarness<KafkaMessage, KafkaMessage> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new DeadLetterCounterFactory(),
                        TypeInformation.of(KafkaMessage.class)
                                .createSerializer(
                                        new org.apache.flink.api.common.serialization
                                                .SerializerConfigImpl()));
        harness.setup();
        ((DeadLetterCounter) harness.getOperator()).connect(sent::add);
        return harness;
    }
}
