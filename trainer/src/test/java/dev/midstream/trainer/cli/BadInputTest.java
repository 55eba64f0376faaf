package dev.midstream.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midstream.trainer.Trainer;
import dev.midstream.trainer.train.PatternImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that something goes wrong with: one line, exit code 1, and the checkpoint as it was. */
class BadInputTest {
    private static final int CIFAR_RECORD = 3073;
    private static final int CIFAR_RECORDS = 20;

    @TempDir private Path directory;

    private final StringWriter errors = new StringWriter();

    private int train(String out, String options) {
        String line =
                "train --out %s --network cresnet8-w4 --batch-size 8 --device cpu --threads 1 %s"
                        .formatted(directory.resolve(out), options);
        return Trainer.commandLine()
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(line.trim().split(" +", -1));
    }

    private int trainOnImages(String out, String options) {
        return train(
                out,
                "--dataset image-folder --data %s --bn-images 8 %s"
                        .formatted(directory.resolve("images"), options));
    }

    private void assertOneLine(String beginning) {
        assertThat(errors.toString()).startsWith(beginning).hasLineCount(1);
        errors.getBuffer().setLength(0);
    }

    /**
     * Images are read as they are needed, so that training meets the damaged one in the middle of
     * an epoch. Repaired, the run goes on to the weights of an undisturbed one.
     */
    @Test
    void train_imageUnreadableInAnEpoch_goesOnOnceItIsRepaired() throws Exception {
        PatternImages.write(directory.resolve("images"), 32, 0);
        String streamed =
                "--memory-limit 1 --epochs 2 --subspace line --checkpoint-minutes 0.000001";
        assertThat(trainOnImages("whole", streamed)).isZero();
        Path damaged = directory.resolve("images/train/rows/7.png");
        byte[] content = Files.readAllBytes(damaged);
        Files.write(damaged, Arrays.copyOf(content, content.length / 2));

        assertThat(trainOnImages("cut", streamed)).isEqualTo(1);

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
