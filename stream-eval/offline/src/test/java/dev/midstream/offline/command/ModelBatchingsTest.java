package dev.midstream.offline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.midstream.cli.ComputationOptions;
import dev.midstream.engine.Batching;
import dev.midstream.engine.DeviceChoice;
import dev.midstream.engine.EngineStartException;
import dev.midstream.engine.Engines;
import dev.midstream.engine.ModelFormat;
import dev.midstream.engine.Processor;
import dev.midstream.engine.Scorer;
import dev.midstream.engine.ScoringEngine;
import dev.midstream.engine.ScoringPrecision;
import dev.midstream.engine.fixture.ToyEngine;
import dev.midstream.engine.fixture.ToyModel;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.schemas.model.PointSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code --precision} and {@code --device} of {@code evaluate} become. */
final class ModelBatchingsTest {
    private static final List<String> LOGITS = List.of("0 1", "1 0", "2 0", "0 3", "5 0");

    @TempDir private Path directory;
    private List<ModelDirectory> savedModel = List.of();
    private List<ModelDirectory> both = List.of();

    @BeforeEach
    void write() throws Exception {
        List<String> classes = List.of("cat", "dog");
        ModelDirectory toy = ToyModel.write(directory.resolve("toy"), classes, 1, LOGITS);
        Path saved = directory.resolve("saved");
        ModelDirectory other = ToyModel.write(saved, classes, 1, LOGITS);
        Files.delete(saved.resolve(ToyEngine.FILE));
        Files.writeString(saved.resolve(ModelDirectory.SAVED_MODEL), "");
        savedModel = List.of(ModelDirectory.seal(saved, other.manifest()));
        both = List.of(savedModel.get(0), toy);
    }

    @Test
    void of_precision_thatOfTheModels() throws Exception {
        assertThat(only(batchings(savedModel)).precision()).isEqualTo(ScoringPrecision.FLOAT32);
        assertThat(only(batchings(savedModel, "--precision", "bf16", "--device", "cpu")))
                .isEqualTo(Batching.withThreads(1).in(ScoringPrecision.BF16));
        assertThat(batchings(both, "--precision", "auto"))
                .extracting(Batching::precision)
                .containsExactly(
                        ScoringPrecision.BF16.isFast()
                                ? ScoringPrecision.BF16
                                : ScoringPrecision.FLOAT32,
                        ScoringPrecision.FLOAT32);
        assertThatThrownBy(() -> batchings(both, "--precision", "bf16", "--device", "cpu"))
                .hasMessageStartingWith("Cannot score toy in bf16: only SavedModels can be.");
        assertThatThrownBy(() -> batchings(savedModel, "--precision", "bf16", "--device", "gpu"))
                .hasMessageStartingWith("Invalid --precision: bf16 is for --device cpu.");
    }

    @Test
    void of_device_thatWhichIsNamedOrAllCanUse() throws Exception {
        Batching gpu = only(batchings(savedModel, "--device", "gpu"));
        assertThat(gpu.processor()).isEqualTo(Processor.GPU);
        assertThat(gpu.batchSize()).isEqualTo(Batching.defaultBatchSize(Processor.GPU));
        assertThat(only(batchings(savedModel, "--device", "auto"))).isEqualTo(gpu);
        assertThat(only(batchings(savedModel, "--device", "cpu")).processor())
                .isEqualTo(Processor.CPU);
        assertThat(batchings(both, "--device", "auto"))
                .extracting(Batching::processor)
                .containsOnly(Processor.CPU);
        assertThatThrownBy(() -> batchings(both, "--device", "gpu"))
                .isInstanceOf(EngineStartException.class)
                .hasMessage("Cannot score with toy: toys need no GPU. Use --device cpu.");
    }

    private static Batching only(List<Batching> batchings) {
        assertThat(batchings).hasSize(1);
        return batchings.get(0);
    }

    private static List<Batching> batchings(List<ModelDirectory> models, String... options)
            throws Exception {
        ComputationOptions computation = new ComputationOptions(DeviceChoice.CPU);
        CommandLine line =
                new CommandLine(CommandLine.Model.CommandSpec.create())
                        .setCaseInsensitiveEnumValuesAllowed(true);
        line.addMixin("computation", computation);
        line.parseArgs(options);
        return ModelBatchings.of(
                computation, models, Engines.of(new AbleEngine(), new ToyEngine()));
    }

    /** Says that it can do everything with SavedModels, on a machine with a GPU. */
    private static final class AbleEngine implements ScoringEngine {
        @Override
        public String name() {
            return "Able";
        }

        @Override
        public List<ModelFormat> formats() {
            return List.of(ModelFormat.SAVED_MODEL);
        }

        @Override
        public Optional<String> obstacle(ScoringPrecision precision, Processor processor) {
            return Optional.empty();
        }

        @Override
        public Scorer open(ModelDirectory model, PointSelection points, Batching batching) {
            throw new UnsupportedOperationException();
        }
    }
}
