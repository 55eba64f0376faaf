package dev.midstream.trainer.adopt;

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
import dev.midstream.engine.batch.NetworkSignature;
import dev.midstream.engine.batch.PixelScaling;
import dev.midstream.schemas.model.InvalidModelException;
import dev.midstream.schemas.model.ModelDirectory;
import dev.midstream.trainer.network.ImageShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A network that another tool wrote, as its images are given to it.
 *
 * @param shape of its images
 * @param statistics that a float32 input is normalised by
 * @param transform of larger images
 */
record AdoptedModel(
        ForeignNetwork network,
        ImageShape shape,
        InputStatistics statistics,
        ImageOptions.Transform transform) {
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
        return network.answer(format(OutputType.LOGITS), pixels, NOISE_IMAGES, batching());
    }

    private NetworkFormat format(OutputType output) {
        NetworkSignature found = network.signature();
        Optional<PixelScaling> scaling =
                found.inputType() == InputType.UINT8
                        ? Optional.empty()
                        : Optional.of(
                                new PixelScaling(statistics.means(), statistics.deviations()));
        return new NetworkFormat(
                new ImageInput(
                        found.inputName(),
                        found.layout(),
                        shape.height(),
                        shape.width(),
                        shape.channels(),
                        scaling),
                new ClassOutput(found.outputName(), output));
    }

    private static Batching batching() {
        return Batching.withThreads(Runtime.getRuntime().availableProcessors());
    }

    /**
     * The manifest, without checksums.
     *
     * @throws InvalidModelException if the model cannot be run
     */
    ModelManifest manifest(
            String modelId, String dataset, List<String> classes, AdoptedOutput output)
            throws InvalidModelException {
        NetworkSignature found = network.signature();
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
                .setInputType(found.inputType())
                .setInputMean(statistics.means())
                .setInputDeviation(statistics.deviations())
                .setInputLayout(found.layout())
                .setInputResize(transform.resize())
                .setInputCrop(transform.crop())
                .setOutputName(found.outputName())
                .setOutputType(output.type())
                .setAllPointsSignature("")
                .setPoints(
                        List.of(
                                new ModelPoint(
                                        POINT,
                                        PointRole.FOREIGN,
                                        List.of(1.0),
                                        network.pointSignature())))
                .setTraining(Map.of())
                .setEngineOptions(network.engineOptions(format(output.type()), batching()))
                .setSeed(0)
                .setVersions(network.versions())
                .setFiles(List.of())
                .build();
    }
}
