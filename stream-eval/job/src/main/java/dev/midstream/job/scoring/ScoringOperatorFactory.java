package dev.midstream.job.scoring;

import dev.midstream.job.intake.LabelledImage;
import dev.midstream.job.intake.ModelChange;
import dev.midstream.job.rollout.RolloutCoordinator;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;

/** Makes scoring operators, and connects them with what rolls models out to all of them. */
public final class ScoringOperatorFactory extends AbstractStreamOperatorFactory<ScoredImage>
        implements TwoInputStreamOperatorFactory<LabelledImage, ModelChange, ScoredImage>,
                CoordinatedOperatorFactory<ScoredImage> {
    private static final long serialVersionUID = 1L;

    private final ScoringSetup setup;

    /** Makes operators with a setup. */
    public ScoringOperatorFactory(ScoringSetup setup) {
        this.setup = setup;
    }

    @Override
    @SuppressWarnings("unchecked") // What the type parameter promises.
    public <T extends StreamOperator<ScoredImage>> T createStreamOperator(
            StreamOperatorParameters<ScoredImage> parameters) {
        OperatorID id = parameters.getStreamConfig().getOperatorID();
        OperatorEventDispatcher events = parameters.getOperatorEventDispatcher();
        ScoringOperator operator = new ScoringOperator(parameters, setup);
        operator.connect(events.getOperatorEventGateway(id), allMails(parameters));
        events.registerEventHandler(id, operator);
        return (T) operator;
    }

    /**
     * Takes any mail of the task when it yields. The operator's own executor would leave those with
     * decisions of the coordinator, which have the least priority, and so wait for ever.
     */
    private static MailboxExecutor allMails(StreamOperatorParameters<ScoredImage> parameters) {
        return parameters
                .getContainingTask()
                .getMailboxExecutorFactory()
                .createExecutor(TaskMailbox.MIN_PRIORITY);
    }

    @Override
    public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
        return new RolloutCoordinator.Provider(id, setup.job());
    }

    @Override
    @SuppressWarnings("rawtypes") // Flink's own signature.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return ScoringOperator.class;
    }
}
