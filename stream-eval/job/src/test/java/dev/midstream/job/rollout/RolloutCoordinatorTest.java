package dev.midstream.job.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.job.progress.Progress;
import dev.midstream.job.rollout.ModelDecision.Verdict;
import dev.midstream.job.rollout.ModelReport.ModelFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.EventReceivingTasks;
import org.apache.flink.runtime.operators.coordination.MockOperatorCoordinatorContext;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

final class RolloutCoordinatorTest {
    private static final OperatorID OPERATOR = new OperatorID();
    private static final ModelKey MODEL = new ModelKey("/models/m", 4);

    private final EventReceivingTasks tasks = EventReceivingTasks.createForRunningTasks();
    private final OperatorCoordinator coordinator;

    RolloutCoordinatorTest() throws Exception {
        coordinator =
                InstantiationUtil.clone(new RolloutCoordinator.Provider(OPERATOR, "job"))
                        .create(new MockOperatorCoordinatorContext(OPERATOR, 2));
        coordinator.start();
    }

    @Test
    void handleEvent_beforeTheSubtaskIsReady_answeredWhenItIs() throws Exception {
        ready(1);
        coordinator.handleEventFromOperator(0, 0, loaded("host-0"));
        coordinator.handleEventFromOperator(1, 0, loaded("host-1"));
        assertThat(verdicts(1)).containsExactly(Verdict.USE);
        assertThat(tasks.getSentEventsForSubtask(0)).isEmpty();

        ready(0);

        assertThat(verdicts(0)).containsExactly(Verdict.USE);
        ModelState state = states(0).get(states(0).size() - 1);
        assertThat(state.state()).isEqualTo(RolloutState.RUNNING);
        assertThat(state.hosts()).containsExactly("host-0", "host-1");
    }

    @Test
    void handleEvent_progressOfAllSubtasks_oneLine() throws Exception {
        List<String> lines = new ArrayList<>();
        MockOperatorCoordinatorContext context = new MockOperatorCoordinatorContext(OPERATOR, 2);
        OperatorCoordinator logging = new RolloutCoordinator(context, "job", lines::add);
        logging.handleEventFromOperator(0, 0, progress(5));
        logging.subtaskReset(0, 1);
        logging.handleEventFromOperator(0, 1, progress(7));
        logging.handleEventFromOperator(1, 0, progress(8));

        assertThat(lines)
                .singleElement()
                .asString()
                .matches("job [0-9a-f]{8}: 15 images in 60 s .*");
        // The end of the input is no reason to wait for a minute.
        logging.handleEventFromOperator(0, 1, new ScoringEnded());
        logging.handleEventFromOperator(0, 1, progress(1));
        logging.handleEventFromOperator(1, 0, new ScoringEnded());
        logging.handleEventFromOperator(1, 0, progress(2));
        logging.close();
        assertThat(lines)
                .hasSize(2)
                .last()
                .asString()
                .matches("job [0-9a-f]{8}: 3 images in 60 s .*");
    }

    private static Progress progress(long images) {
        return new Progress(60_000, images, 1, 0, List.of("m"));
    }

    @Test
    void subtaskReset_all_everythingBeginsAnew() throws Exception {
        ready(0);
        ready(1);
        coordinator.handleEventFromOperator(0, 0, loaded("host-0"));
        coordinator.executionAttemptFailed(0, 0, null);
        coordinator.executionAttemptFailed(1, 0, null);
        coordinator.subtaskReset(0, 1);
        coordinator.subtaskReset(1, 1);
        ready(0);
        ready(1);
        coordinator.handleEventFromOperator(1, 1, loaded("host-1"));
        assertThat(verdicts(1)).isEmpty();

        coordinator.handleEventFromOperator(0, 1, loaded("host-0"));

        assertThat(verdicts(1)).containsExactly(Verdict.USE);
    }

    @Test
    void resetToCheckpoint_stateOfAnotherParallelism_everythingBeginsAnew() throws Exception {
        CompletableFuture<byte[]> state = new CompletableFuture<>();
        coordinator.checkpointCoordinator(1, state);
        ready(0);
        ready(1);
        coordinator.handleEventFromOperator(0, 0, loaded("host-0"));
        coordinator.resetToCheckpoint(1, state.get());
        ready(0);
        ready(1);
        coordinator.handleEventFromOperator(1, 1, loaded("host-1"));

        assertThat(verdicts(1)).isEmpty();
    }

    @Test
    void handleEvent_anotherModelOfTheSameId_refusedThoughTheFirstWasDropped() throws Exception {
        ready(0);
        ready(1);
        both(loaded("host"));
        ModelKey later = new ModelKey("/models/n", 6);
        both(ModelReport.loaded(later, "host", "m", "other"));
        assertThat(verdicts(0)).containsExactly(Verdict.USE, Verdict.REFUSE);
        both(ModelReport.gone(later));

        both(ModelReport.dropped(MODEL, 8));
        both(ModelReport.loaded(new ModelKey("/models/n", 9), "host", "m", "other"));
        assertThat(verdicts(0)).containsExactly(Verdict.USE, Verdict.REFUSE, Verdict.REFUSE);

        both(ModelReport.loaded(new ModelKey("/models/n", 10), "host", "m", "one"));
        assertThat(verdicts(0)).last().isEqualTo(Verdict.USE);
    }

    @Test
    void handleEvent_oneSubtaskRemembersAnotherModelOfTheSameId_refusedByAll() throws Exception {
        ready(0);
        ready(1);
        coordinator.handleEventFromOperator(
                0, 0, RestoredModels.of(List.of(), Map.of("m", "other", "n", "one")));
        coordinator.handleEventFromOperator(1, 0, RestoredModels.of(List.of(), Map.of()));
        both(loaded("host"));
        assertThat(verdicts(1)).containsExactly(Verdict.REFUSE);

        // A checkpoint from before either was scored.
        coordinator.subtaskReset(0, 1);
        coordinator.subtaskReset(1, 1);
        ready(0);
        ready(1);
        both(RestoredModels.of(List.of(), Map.of()));
        both(loaded("host"));
        assertThat(verdicts(1)).containsExactly(Verdict.REFUSE, Verdict.USE);
    }

    @Test
    void handleEvent_sameIdDroppedByOneSubtaskOnly_decidedByTheOrderOfAnnouncements()
            throws Exception {
        ready(0);
        ready(1);
        both(loaded("host"));
        // Number 8 drops the first; 6 came before, so that it is refused whoever is faster.
        coordinator.handleEventFromOperator(0, 0, ModelReport.dropped(MODEL, 8));
        both(ModelReport.loaded(new ModelKey("/models/n", 6), "host", "m", "other"));

        assertThat(verdicts(1)).containsExactly(Verdict.USE, Verdict.REFUSE);
    }

    @Test
    void handleEvent_oneFails_refusedOnceAndEveryFailureIsReported() throws Exception {
        ready(0);
        ready(1);
        coordinator.handleEventFromOperator(0, 0, failed("host-0", "too old"));
        coordinator.handleEventFromOperator(1, 0, failed("host-1", "too small"));

        assertThat(verdicts(0)).containsExactly(Verdict.REFUSE);
        ModelState state = states(0).get(states(0).size() - 1);
        assertThat(state.reason()).isEqualTo("too old");
        assertThat(state.failures())
                .extracting(ModelState.Failure::reason)
                .containsExactly("too old", "too small");
    }

    @Test
    void handleEvent_directoryAnnouncedAgain_statusStaysThatOfTheRunningModel() throws Exception {
        ready(0);
        ready(1);
        both(loaded("host"));
        ModelKey again = new ModelKey(MODEL.location(), 7);
        both(ModelReport.loading(again, "host"));
        both(ModelReport.loaded(again, "host", "m", "one"));
        both(ModelReport.gone(again));

        assertThat(verdicts(0)).containsExactly(Verdict.USE, Verdict.REFUSE);
        assertThat(states(0)).extracting(ModelState::state).contains(RolloutState.REFUSED);
        assertThat(states(0).get(states(0).size() - 1).state()).isEqualTo(RolloutState.RUNNING);
    }

    @Test
    void handleEvent_dropIsSlowerThanTheNextAnnouncement_statusIsThatOfTheNext() throws Exception {
        ready(0);
        ready(1);
        both(loaded("host"));
        coordinator.handleEventFromOperator(0, 0, ModelReport.dropped(MODEL, 8));
        ModelKey again = new ModelKey(MODEL.location(), 9);
        coordinator.handleEventFromOperator(0, 0, ModelReport.loading(again, "host"));
        coordinator.handleEventFromOperator(1, 0, ModelReport.dropped(MODEL, 8));

        assertThat(states(0).get(states(0).size() - 1).state()).isEqualTo(RolloutState.LOADING);
    }

    private void ready(int subtask) {
        coordinator.executionAttemptReady(subtask, 0, tasks.createGatewayForSubtask(subtask, 0));
    }

    private void both(OperatorEvent event) throws Exception {
        coordinator.handleEventFromOperator(0, 0, event);
        coordinator.handleEventFromOperator(1, 0, event);
    }

    private static ModelReport loaded(String host) {
        return ModelReport.loaded(MODEL, host, "m", "one");
    }

    private static ModelReport failed(String host, String reason) {
        return ModelReport.failed(MODEL, host, ModelFault.UNUSABLE, reason);
    }

    private List<Verdict> verdicts(int subtask) {
        return events(subtask, ModelDecision.class).stream().map(ModelDecision::verdict).toList();
    }

    private List<ModelState> states(int subtask) {
        return events(subtask, ModelState.class);
    }

    private <T extends OperatorEvent> List<T> events(int subtask, Class<T> type) {
        return tasks.getSentEventsForSubtask(subtask).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
