package dev.midstream.engine.tensorflow;

import dev.midstream.InputType;
import dev.midstream.ModelManifest;
import java.util.Optional;

/** What all signatures of a SavedModel take and return. */
public record SignatureFormat(ImageInput input, ClassOutput output) {
    /** Returns the format that a manifest promises. */
    public static SignatureFormat of(ModelManifest manifest) {
        Optional<PixelScaling> scaling =
                manifest.getInputType() == InputType.UINT8
                        ? Optional.empty()
                        : Optional.of(
                                new PixelScaling(
                                        manifest.getInputMean(), manifest.getInputDeviation()));
        return new SignatureFormat(
                new ImageInput(
                        manifest.getInputName(),
                        manifest.getInputHeight(),
                        manifest.getInputWidth(),
                        manifest.getInputChannels(),
                        scaling),
                new ClassOutput(manifest.getOutputName(), manifest.getOutputType()));
    }
}
