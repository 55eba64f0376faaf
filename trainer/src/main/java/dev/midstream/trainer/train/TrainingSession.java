package dev.midstream.trainer.train;

import dev.midstream.trainer.checkpoint.CheckpointFile;
import dev.midstream.trainer.export.ExportPoint;
import dev.midstream.trainer.export.ModelDescription;
import dev.midstream.trainer.export.RunRecord;
import dev.midstream.trainer.export.TrainedModel;
import dev.midstream.trainer.export.frozen.BatchNormStatistics;
import dev.midstream.trainer.tensorboard.TensorBoardOutput;
import dev.midstream.trainer.training.DivergedException;
import dev.midstream.trainer.training.RandomStreams;
import dev.midstream.trainer.training.TrainedEndpoints;
import dev.midstream.trainer.training.TrainingPlan;
import dev.midstream.trainer.training.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A training run that reports its progress to a person and in event files.
 *
 * @param points the points to export in the end
 * @param statisticsImages training images that the statistics of each point are computed from
 * @param tensorBoard where event files are written
 * @param reports tells a person about it
 */
record TrainingSession(
        TrainingInput input,
        List<ExportPoint> points,
        int statisticsImages,
        Optional<Path> tensorBoard,
        RunReports reports,
        Clock clock) {
    TrainingSession {
        points = List.copyOf(points);
    }

    /**
     * Trains from the latest checkpoint. TensorFlow must have been started.
     *
     * @throws DivergedException if the loss is no longer finite
     * @throws IOException if a checkpoint cannot be written
     */
    TrainedModel train(CheckpointFile checkpoint, ModelDescription description, RunRecord record)
            throws DivergedException, IOException {
        TrainingPlan plan = input.plan();
        try (RunReport progress = reports.begin(extent(), clock);
                TensorBoardOutput events = TensorBoardOutput.of(tensorBoard);
                TrainingRun run =
                        new TrainingRun(
                                plan,
                                input.images(),
                                events.and(progress),
                                new RandomStreams(plan.seed()),
                                clock)) {
            TrainedEndpoints trained = run.train(checkpoint);
            List<BatchNormStatistics> statistics =
                    run.batchNormStatistics(
                            trained,
                            points.stream().map(ExportPoint::row).toList(),
                            statisticsImages);
            return new TrainedModel(
                    description, plan, run.layout(), trained, points, statistics, record);
        }
    }

    private RunExtent extent() {
        return new RunExtent(
                input.plan().members(),
                input.plan().schedule().epochs(),
                input.learnt(),
                (long) statisticsImages * points.size());
    }
}
