package dev.midstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.cli.ErrorLines;
import dev.midstream.trainer.Trainer;
import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.train.PatternImages;
import dev.midstream.trainer.train.RunReport;
import dev.midstream.trainer.train.RunReports;
import dev.midstream.trainer.train.TrainCommand;
import dev.midstream.trainer.training.EpochRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Training that something goes wrong with: one line, exit code 1, and the checkpoint as it was. */
class BadInputTest {
    private static final int CIFAR_RECORD = 3073;
    private static final int CIFAR_RECORDS = 20;

    @TempDir private Path directory;

    private final StringWriter errors = new StringWriter();

    private int train(String out, String options) {
        return execute(Trainer.commandLine(), "train", out, options);
    }

    private int execute(CommandLine commandLine, String command, String out, String options) {
        String line =
                "%s --out %s --network cresnet8-w4 --batch-size 8 --device cpu --threads 1 %s"
                        .formatted(command, directory.resolve(out), options);
        return commandLine
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(line.trim().split(" +", -1));
    }

    private int trainOnImages(String out, String options) {
        return train(out, images(options));
    }

    private String images(String options) {
        return "--dataset image-folder --data %s --bn-images 8 %s"
                .formatted(directory.resolve("images"), options);
    }

    /** Does something after the first step. */
    private static RunReports afterTheFirstStep(Runnable action) {
        return (extent, clock) ->
                new RunReport() {
                    private boolean done;

                    @Override
                    public void trained(int epoch, int images, StepResult result) {
                        if (!done) {
                            action.run();
                        }
                        done = true;
                    }

                    @Override
                    public void resumed(long images) {}

                    @Override
                    public void epochEnded(EpochRecord epoch) {}

                    @Override
                    public void recomputed(int images) {}

                    @Override
                    public void close() {}
                };
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertOneLine(String beginning) {
        assertThat(errors.toString()).startsWith(beginning).hasLineCount(1);
        errors.getBuffer().setLength(0);
    }

    /**
     * An image that is damaged in the course of training is met in the middle of an epoch, since it
     * is not held in memory. Repaired, the run goes on to the weights of an undisturbed one.
     */
    @Test
    void train_imageUnreadableInAnEpoch_goesOnOnceItIsRepaired() throws Exception {
        PatternImages.write(directory.resolve("images"), 32, 0);
        String streamed =
                "--memory-limit 1 --epochs 2 --subspace line --checkpoint-minutes 0.000001";
        assertThat(trainOnImages("whole", streamed)).isZero();
        Path damaged = directory.resolve("images/train/rows/7.png");
        byte[] content = Files.readAllBytes(damaged);
        byte[] half = Arrays.copyOf(content, content.length / 2);
        CommandLine disturbed =
                ErrorLines.install(
                        new CommandLine(
                                        new TrainCommand(
                                                afterTheFirstStep(() -> write(damaged, half))))
                                .setCaseInsensitiveEnumValuesAllowed(true));

        assertThat(execute(disturbed, "", "cut", images(streamed))).isEqualTo(1);

        assertOneLine("Cannot read " + damaged + ": ");
        assertThat(directory.resolve("cut")).doesNotExist();
        byte[] checkpoint = Files.readAllBytes(directory.resolve("cut.checkpoint"));
        assertThat(trainOnImages("cut", streamed + " --resume")).isEqualTo(1);
        assertOneLine("Cannot read " + damaged + ": ");
        assertThat(Files.readAllBytes(directory.resolve("cut.checkpoint"))).isEqualTo(checkpoint);
        Files.write(damaged, content);
        assertThat(trainOnImages("cut", streamed + " --resume")).isZero();
        assertThat(Files.readAllBytes(directory.resolve("cut/endpoints.npz")))
                .isEqualTo(Files.readAllBytes(directory.resolve("whole/endpoints.npz")));
    }

    @Test
    void train_imageUnreadableAtTheStart_isSaidBeforeTraining() throws Exception {
        PatternImages.write(directory.resolve("images"), 32, 0);
        Path damaged = directory.resolve("images/train/rows/7.png");
        write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 50));

        assertThat(
                        trainOnImages(
                                "out", "--memory-limit 1 --epochs 2 --checkpoint-minutes 0.000001"))
                .isEqualTo(1);

        assertOneLine("Cannot read 1 of 96 images: rows/7.png. The first: Cannot read " + damaged);
        assertThat(directory.resolve("out.checkpoint")).doesNotExist();
    }

    /** The third epoch has a learning rate that no network survives. */
    @Test
    void train_lossNotANumber_leavesTheEpochBeforeIt() throws Exception {
        PatternImages.write(directory.resolve("images"), 16, 0);
        String diverging =
                "--epochs 3 --warmup-epochs 0 --swa constant --swa-rate 1e30 --subspace point"
                        + " --swa-models every"
                        + " --swa-start 0.9";

        assertThat(trainOnImages("out", diverging)).isEqualTo(1);

        assertOneLine("Cannot continue training: the loss is not a number in epoch 3");
        byte[] checkpoint = Files.readAllBytes(directory.resolve("out.checkpoint"));
        assertThat(trainOnImages("out", diverging + " --resume")).isEqualTo(1);
        assertOneLine("Cannot continue training: the loss is not a number in epoch 3");
        assertThat(Files.readAllBytes(directory.resolve("out.checkpoint"))).isEqualTo(checkpoint);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    /** The only step leads to weights that are numbers still, but whose network gives none. */
    @Test
    void train_heldOutLossNotANumber_oneLine() throws Exception {
        PatternImages.write(directory.resolve("images"), 4, 0);
        String options =
                "--epochs 1 --learning-rate 1e38 --warmup-epochs 0 --subspace point --norm group"
                        + " --holdout 0.3 --patience 1";

        assertThat(trainOnImages("out", options)).isEqualTo(1);

        assertOneLine("Cannot continue training: the loss is not a number in epoch 1");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void train_shareHeldOutIsNoImage_oneLineAndCode2() throws Exception {
        PatternImages.write(directory.resolve("images"), 4, 0);

        assertThat(trainOnImages("out", "--holdout 0.01 --patience 1")).isEqualTo(2);

        assertOneLine(
                "Invalid --holdout: 0.01 of 12 images is none. Use a larger share. Try 'trainer"
                        + " train --help'.");
    }

    @Test
    void train_noClasses_oneLine() throws Exception {
        Files.createDirectories(directory.resolve("images/train"));
        assertThat(trainOnImages("out", "")).isEqualTo(1);
        assertOneLine("Cannot open image folder " + directory.resolve("images/train"));
    }

    @Test
    void train_truncatedFile_oneLine() throws Exception {
        Path file = writeCifar(1);
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 100));

        assertThat(trainOnCifar()).isEqualTo(1);

        assertOneLine("Cannot read " + file + ": ");
        assertThat(directory.resolve("out.checkpoint")).doesNotExist();
    }

    @Test
    void train_mislabelledFile_oneLine() throws Exception {
        Path file = writeCifar(200);

        assertThat(trainOnCifar()).isEqualTo(1);

        assertOneLine("Cannot read " + file + ": label 200 at offset ");
    }

    private int trainOnCifar() {
        return train("out", "--dataset cifar10 --data " + directory);
    }

    /** Writes five files, and returns the last, whose last label is as given. */
    private Path writeCifar(int label) throws IOException {
        Path file = directory;
        for (int i = 1; i <= 5; i++) {
            byte[] records = new byte[CIFAR_RECORDS * CIFAR_RECORD];
            file = directory.resolve("data_batch_" + i + ".bin");
            if (i == 5) {
                records[(CIFAR_RECORDS - 1) * CIFAR_RECORD] = (byte) label;
            }
            Files.write(file, records);
        }
        return file;
    }
}
