package dev.midstream.trainer.adopt;

import dev.midstream.InputLayout;
import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import dev.midstream.ModelPoint;
import dev.midstream.OutputType;
import dev.midstream.PointRole;
import dev.midstream.SubspaceKind;
import dev.midstream.engine.Batching;
import dev.midstream.engine.batch.ClassOutput;
import dev.midstream.engine.batch.ImageInput;
import dev.midstream.engine.batch.NetworkFormat;
import dev.midstream.engine.batch.PixelScaling;
import dev.midstream.engine.tensorflow.SavedModelScorer;
import dev.midstream.engine.tensorflow.SignatureInspection;
import dev.midstream.engine.tensorflow.SignatureInspection.Pixels;
import dev.midstream.engine.tensorflow.TensorFlowRuntime;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.network.ImageShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A SavedModel that another tool wrote.
 *
 * @param found its signature
 * @param shape of its images
 * @param statistics that a float32 input is normalised by
 */
record AdoptedModel(
        Path directory,
        String signature,
        SignatureInspection found,
        ImageShape shape,
        InputStatistics statistics) {
    private static final String POINT = "model";
    private static final int NOISE_IMAGES = 8;

    /**
     * Runs the model on noise images.
     *
     * @throws InvalidModelException if it cannot be run
     */
    NoiseAnswers answerNoise() throws InvalidModelException {
        byte[] pixels = new byte[NOISE_IMAGES * shape.size()];
        new Random(0).nextBytes(pixels);
        Optional<PixelScaling> scaling =
                found.pixels() == Pixels.UINT8
                        ? Optional.empty()
                        : Optional.of(
                                new PixelScaling(statistics.means(), statistics.deviations()));
        NetworkFormat format =
                new NetworkFormat(
                        new ImageInput(
                                found.inputName(),
                                InputLayout.NHWC,
                                shape.height(),
                                shape.width(),
                                shape.channels(),
                                scaling),
                        new ClassOutput(found.outputName(), OutputType.LOGITS));
        Batching batching = Batching.withThreads(Runtime.getRuntime().availableProcessors());
        try (SavedModelScorer scorer =
                SavedModelScorer.open(directory, signature, format, batching)) {
            return new NoiseAnswers(scorer.score(pixels, NOISE_IMAGES), scorer.classes());
        }
    }

    /** The manifest, without checksums. */
    ModelManifest manifest(
            String modelId, String dataset, List<String> classes, AdoptedOutput output) {
        return ModelManifest.newBuilder()
                .setFormatVersion(ModelDirectory.FORMAT_VERSION)
                .setModelId(modelId)
                .setSubspace(SubspaceKind.POINT)
                .setNetwork("foreign")
                .setDataset(dataset)
                .setClasses(classes)
                .setInputHeight(shape.height())
                .setInputWidth(shape.width())
                .setInputChannels(shape.channels())
                .setInputName(found.inputName())
                .setInputType(found.pixels() == Pixels.UINT8 ? InputType.UINT8 : InputType.FLOAT32)
                .setInputMean(statistics.means())
                .setInputDeviation(statistics.deviations())
                .setOutputName(found.outputName())
                .setOutputType(output.type())
                .setAllPointsSignature("")
                .setPoints(
                        List.of(new ModelPoint(POINT, PointRole.FOREIGN, List.of(1.0), signature)))
                .setTraining(Map.of())
                .setSeed(0)
                .setVersions(TensorFlowRuntime.versions())
                .setFiles(List.of())
                .build();
    }
}
