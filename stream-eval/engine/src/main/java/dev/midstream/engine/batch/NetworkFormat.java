package dev.midstream.engine.batch;

import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import java.util.Optional;

/** What a network takes and returns. */
public record NetworkFormat(ImageInput input, ClassOutput output) {
    /** Returns the format that a manifest promises. */
    public static NetworkFormat of(ModelManifest manifest) {
        Optional<PixelScaling> scaling =
                manifest.getInputType() == InputType.UINT8
                        ? Optional.empty()
                        : Optional.of(
                                new PixelScaling(
                                        manifest.getInputMean(), manifest.getInputDeviation()));
        return new NetworkFormat(
                new ImageInput(
                        manifest.getInputName(),
                        manifest.getInputLayout(),
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels(),
                        scaling),
                new ClassOutput(manifest.getOutputName(), manifest.getOutputType()));
    }
}
