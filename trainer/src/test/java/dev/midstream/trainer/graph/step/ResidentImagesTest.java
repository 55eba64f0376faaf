package dev.midstream.trainer.graph.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.midstream.engine.Processor;
import dev.midstream.engine.tensorflow.GpuCheck;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.evaluation.subspace.Point;
import dev.midstream.images.Image;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.label.LabelNoise;
import dev.midstream.trainer.data.Augmentation;
import dev.midstream.trainer.data.BatchSource;
import dev.midstream.trainer.data.LabelledImages;
import dev.midstream.trainer.data.PaddedCrop;
import dev.midstream.trainer.data.ResizedCrop;
import dev.midstream.trainer.data.Unchanged;
import dev.midstream.trainer.graph.execution.Execution;
import dev.midstream.trainer.graph.execution.Precision;
import dev.midstream.trainer.graph.images.Batch;
import dev.midstream.trainer.graph.images.ImageSource;
import dev.midstream.trainer.graph.images.Normalisation;
import dev.midstream.trainer.graph.images.TestBatches;
import dev.midstream.trainer.random.Seed;
import dev.midstream.trainer.subspace.Draw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The path of a GPU, which a CPU computes where there is none: the same images, bit for bit. */
class ResidentImagesTest {
    private static final int COUNT = 40;
    private static final Draw DRAW = Draw.fixed(new Point().midpoint(), SmallSteps.MODULES);

    private static final LabelledImages IMAGES =
            LabelledImages.of(
                    new RandomImages(), new LabelNoise(LabelNoise.Kind.SYMMETRIC, 0, 1), COUNT, 5);

    @BeforeAll
    static void startTensorFlow() {
        TensorFlowRuntime.start();
    }

    private static TrainingGraph graph(Processor processor, ImageSource source) {
        StepPlan plan =
                new StepPlan(
                        1,
                        1,
                        Objective.REFERENCE,
                        new Optimiser(0.9, 0, 0),
                        Normalisation.IMAGENET);
        return new TrainingGraph(
                SmallSteps.NETWORK,
                SmallSteps.SHAPE,
                plan,
                new Execution(Precision.FLOAT32, 0, processor),
                source);
    }

    private static BatchSource pass(Augmentation augmentation, BatchSource.Form form) {
        return new BatchSource(IMAGES, COUNT, 16, augmentation, new Seed(3), form);
    }

    static Stream<Augmentation> augmentations() {
        return Stream.of(new PaddedCrop(4), new PaddedCrop(11), new Unchanged());
    }

    @ParameterizedTest
    @MethodSource("augmentations")
    void pixels_placedBatch_areThoseThatJavaCuts(Augmentation augmentation) {
        BatchSource pixels = pass(augmentation, BatchSource.Form.PIXELS);
        BatchSource crops = pass(augmentation, BatchSource.Form.CROPS);
        try (TrainingGraph graph = graph(Processor.GPU, ImageSource.RESIDENT)) {
            graph.assign(SmallSteps.theta(1));
            while (pixels.hasNext()) {
                Batch expected = pixels.next();
                Batch cropped = crops.next();
                assertThat(cropped.pixels()).isEmpty();
                float[] found = graph.pixels(cropped, DRAW);
                assertThat(found).hasSize(expected.pixels().length);
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).isEqualTo(expected.pixels()[i] & 0xff);
                }
                assertThat(cropped.labels()).isEqualTo(expected.labels());
            }
            assertThat(crops.hasNext()).isFalse();
        }
    }

    /** Images that a GPU cannot hold are fed to it as bytes. */
    @Test
    void logits_bytesOnAGpu_areThoseOfTheCpu() {
        Batch batch = SmallSteps.BATCH;
        // A GPU multiplies in TensorFloat-32.
        float tolerance = GpuCheck.obstacle().isEmpty() ? 1e-2f : 1e-5f;
        try (TrainingGraph gpu = graph(Processor.GPU, ImageSource.FED);
                TrainingGraph cpu = graph(Processor.CPU, ImageSource.FED)) {
            gpu.assign(SmallSteps.theta(1));
            cpu.assign(SmallSteps.theta(1));
            assertThat(gpu.logits(batch, DRAW))
                    .containsExactly(cpu.logits(batch, DRAW), within(tolerance));
        }
    }

    @Test
    void logits_pixelsOnAGraphThatHolds_areRefused() {
        try (TrainingGraph graph = graph(Processor.GPU, ImageSource.RESIDENT)) {
            assertThatThrownBy(() -> graph.logits(SmallSteps.BATCH, DRAW))
                    .hasMessage("This graph takes crop windows alone");
        }
    }

    @Test
    void pixels_placedBatchOnTheCpu_areRefused() {
        Batch batch = pass(new Unchanged(), BatchSource.Form.CROPS).next();
        try (TrainingGraph graph = graph(Processor.CPU, ImageSource.FED)) {
            assertThatThrownBy(() -> graph.pixels(batch, DRAW))
                    .hasMessage("This graph takes no crop windows");
        }
    }

    @Test
    void next_augmentationThatIsNoCrop_givesPixels() {
        Batch batch = pass(new ResizedCrop(8), BatchSource.Form.CROPS).next();
        assertThat(batch.windows()).isEmpty();
        assertThat(batch.pixels()).hasSize(16 * 192);
    }

    /** Noise of 8x8 pixels. */
    private static final class RandomImages implements ImageDataset {
        private final Batch noise = TestBatches.random(COUNT, SmallSteps.SHAPE, 5, 7);

        @Override
        public String name() {
            return "noise";
        }

        @Override
        public List<String> classes() {
            return List.of("a", "b", "c", "d", "e");
        }

        @Override
        public int height() {
            return 8;
        }

        @Override
        public int width() {
            return 8;
        }

        @Override
        public int channels() {
            return 3;
        }

        @Override
        public int size() {
            return COUNT;
        }

        @Override
        public String imageId(int index) {
            return "noise-" + index;
        }

        @Override
        public int label(int index) {
            return noise.labels()[index];
        }

        @Override
        public Image image(int index) {
            byte[] pixels = new byte[192];
            System.arraycopy(noise.pixels(), 192 * index, pixels, 0, 192);
            return new Image(8, 8, 3, pixels);
        }
    }
}
