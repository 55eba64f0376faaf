package dev.midstream.trainer.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.trainer.graph.step.StepResult;
import dev.midstream.trainer.training.EpochRecord;
import dev.midstream.trainer.training.HeldOutRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

class TensorBoardListenerTest {
    @TempDir private Path directory;

    @Test
    void events_ofARun_readBackAsTensorBoardDoes() throws Exception {
        TensorFlowRuntime.start();
        try (TensorBoardListener listener = new TensorBoardListener(directory.resolve("run"))) {
            listener.trained(0, 128, new StepResult(2.5f, 0.1f, 13));
            listener.trained(0, 72, new StepResult(2.25f, 0.1f, 10));
            listener.epochEnded(new EpochRecord(0, 1, 0.05, 2.375, 0.115, 4, 0.01, 12.5));
            listener.measured(new HeldOutRecord(0, 1, 2.125, 0.25));
            listener.epochEnded(new EpochRecord(1, 1, 0.05, 2, 0.5, 4, 0, 0));
        }

        Map<String, Float> curves = new LinkedHashMap<>();
        for (Event event : events(directory.resolve("run"))) {
            event.getSummary()
                    .getValueList()
                    .forEach(
                            value ->
                                    curves.put(
                                            value.getTag() + "@" + event.getStep(),
                                            value.getSimpleValue()));
        }
        assertThat(curves)
                .containsEntry("step/loss@128", 2.5f)
                .containsEntry("step/loss@200", 2.25f)
                .containsEntry("epoch/loss@1", 2.375f)
                .containsEntry("epoch/accuracy@1", 0.115f)
                .containsEntry("epoch/learning-rate@1", 0.05f)
                .containsEntry("epoch/images-per-second@1", 50f)
                .containsEntry("epoch/squared-cosine@1", 0.01f)
                .containsEntry("epoch/distance@1", 12.5f)
                .containsEntry("held-out/loss@1", 2.125f)
                .containsEntry("held-out/accuracy@1", 0.25f);
        assertThat(curves.get("member-1/epoch/loss@1")).isCloseTo(2, within(1e-6f));
    }

    /** Of the epoch that the interruption fell into it is not known how long its images took. */
    @Test
    void imagesPerSecond_afterAnInterruption_ofWholeEpochsOnly() throws Exception {
        TensorFlowRuntime.start();
        Path run = directory.resolve("resumed");
        try (TensorBoardListener listener = new TensorBoardListener(run)) {
            listener.resumed(300);
            listener.trained(1, 100, new StepResult(2.5f, 0.1f, 13));
            listener.epochEnded(new EpochRecord(0, 2, 0.05, 2.375, 0.115, 8, 0.01, 12.5));
            listener.trained(2, 200, new StepResult(2.5f, 0.1f, 13));
            listener.epochEnded(new EpochRecord(0, 3, 0.05, 2.375, 0.115, 8, 0.01, 12.5));
        }

        List<String> rates = new ArrayList<>();
        for (Event event : events(run)) {
            event.getSummary().getValueList().stream()
                    .filter(value -> value.getTag().equals("epoch/images-per-second"))
                    .forEach(value -> rates.add(event.getStep() + ": " + value.getSimpleValue()));
        }
        assertThat(rates).containsExactly("3: 25.0");
    }

    /** A TFRecord is its length, a checksum of it, the bytes, and a checksum of them. */
    private static List<Event> events(Path run) throws IOException {
        List<Path> files;
        try (var listed = Files.list(run)) {
            files = listed.toList();
        }
        assertThat(files).hasSize(1);
        assertThat(files.get(0).getFileName().toString()).contains("tfevents");
        ByteBuffer bytes =
                ByteBuffer.wrap(Files.readAllBytes(files.get(0))).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] record = new byte[(int) bytes.getLong()];
            bytes.getInt();
            bytes.get(record);
            bytes.getInt();
            events.add(Event.parseFrom(record));
        }
        return events;
    }
}
