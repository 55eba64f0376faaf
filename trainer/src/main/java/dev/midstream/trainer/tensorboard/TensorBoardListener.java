package dev.midstream.trainer.tensorboard;

import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.training.EpochRecord;
import dev.midstream.trainer.training.HeldOutRecord;
import dev.midstream.trainer.training.TrainingListener;
import java.nio.file.Path;

/**
 * Writes the course of a training run for TensorBoard: {@code epoch/loss}, {@code epoch/accuracy},
 * {@code epoch/learning-rate}, {@code epoch/images-per-second}, {@code epoch/squared-cosine} and
 * {@code epoch/distance} by epoch, {@code held-out/loss} and {@code held-out/accuracy} where images
 * are held out, and {@code step/loss} by training images seen. For several independently trained
 * networks, the names of those after the first have the prefix {@code member-1/} and so on.
 * TensorFlow must have been started.
 */
public final class TensorBoardListener implements TrainingListener, AutoCloseable {
    private final SummaryFile file;
    private long seenImages;
    private long epochImages;
    private boolean wholeEpoch = true;

    /** Begins an event file in a directory, which is created if it does not exist. */
    public TensorBoardListener(Path directory) {
        this.file = new SummaryFile(directory);
    }

    @Override
    public void resumed(long images) {
        seenImages = images;
        wholeEpoch = false;
    }

    @Override
    public void trained(int epoch, int images, StepResult result) {
        seenImages += images;
        epochImages += images;
        file.write("step/loss", seenImages, result.loss());
    }

    @Override
    public void epochEnded(EpochRecord epoch) {
        String group = group(epoch.member()) + "epoch/";
        file.write(group + "loss", epoch.epoch(), epoch.loss());
        file.write(group + "accuracy", epoch.epoch(), epoch.accuracy());
        file.write(group + "learning-rate", epoch.epoch(), epoch.learningRate());
        // Of the first epoch after an interruption only the last part was seen.
        if (wholeEpoch && epoch.seconds() > 0) {
            double rate = epochImages / epoch.seconds();
            file.write(group + "images-per-second", epoch.epoch(), rate);
        }
        file.write(group + "squared-cosine", epoch.epoch(), epoch.squaredCosine());
        file.write(group + "distance", epoch.epoch(), epoch.distance());
        file.flush();
        epochImages = 0;
        wholeEpoch = true;
    }

    @Override
    public void measured(HeldOutRecord measured) {
        String group = group(measured.member()) + "held-out/";
        file.write(group + "loss", measured.epoch(), measured.loss());
        file.write(group + "accuracy", measured.epoch(), measured.accuracy());
        file.flush();
    }

    private static String group(int member) {
        return member == 0 ? "" : "member-" + member + "/";
    }

    @Override
    public void recomputed(int images) {}

    @Override
    public void close() {
        file.close();
    }
}
