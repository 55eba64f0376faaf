package dev.midstream.trainer.graph.step;

import dev.midstream.trainer.graph.images.ImageSource;
import dev.midstream.trainer.graph.images.ResidentImages;
import dev.midstream.trainer.graph.operations.Operations;
import dev.midstream.trainer.network.ImageShape;
import dev.midstream.trainer.network.ParameterLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** The inputs of a {@link TrainingGraph}. */
final class StepInputs {
    /** {@code [batch, height, width, channel]}. */
    final Placeholder<TUint8> images;

    /** {@code [batch]}. */
    final Placeholder<TInt32> labels;

    /** Images in every slice of the batch, {@code [slices]}. */
    final Placeholder<TInt32> lengths;

    /** {@code [points * modules, endpoints]}: one point per slice, or a single one. */
    final Placeholder<TFloat32> mixing;

    /** {@code [2, endpoints]}. */
    final Placeholder<TFloat32> pair;

    /** The seed of dropout. */
    final Placeholder<TInt64> dropoutSeed;

    final Placeholder<TFloat32> learningRate;

    /** What the loss is multiplied by, where it is scaled. */
    final Placeholder<TFloat32> lossScale;

    /** {@code [endpoints, P]}. */
    final Placeholder<TFloat32> newValues;

    /** Images in the memory of the device, if they are kept there. */
    final Optional<ResidentImages> resident;

    /** Pixels from 0 to 255, {@code [batch, height, width, channel]}. */
    final Operand<TFloat32> pixels;

    /** The images as the network sees them. */
    final Operand<TFloat32> normalised;

    private final Ops tf;
    private final int modules;
    private final int slices;

    StepInputs(
            Ops tf, ImageShape input, ParameterLayout layout, StepPlan plan, ImageSource source) {
        this.tf = tf;
        this.modules = layout.modules().size();
        this.slices = plan.slices();
        images = placeholder(TUint8.class, -1, input.height(), input.width(), input.channels());
        labels = placeholder(TInt32.class, -1);
        lengths = placeholder(TInt32.class, slices);
        mixing = placeholder(TFloat32.class, -1, plan.endpoints());
        pair = placeholder(TFloat32.class, 2, plan.endpoints());
        dropoutSeed = placeholder(TInt64.class);
        learningRate = placeholder(TFloat32.class);
        lossScale = placeholder(TFloat32.class);
        newValues = placeholder(TFloat32.class, plan.endpoints(), layout.length());
        resident =
                switch (source) {
                    case FED -> Optional.empty();
                    case RESIDENT -> Optional.of(new ResidentImages(tf, input));
                };
        pixels =
                resident.isPresent()
                        ? resident.get().batch
                        : tf.dtypes.cast(images, TFloat32.class);
        normalised = Operations.normalised(tf, pixels, plan.normalisation());
    }

    private <T extends TType> Placeholder<T> placeholder(Class<T> type, long... shape) {
        return tf.placeholder(type, Placeholder.shape(Shape.of(shape)));
    }

    /**
     * The images in the graph's memory.
     *
     * @throws IllegalArgumentException if the graph keeps none
     */
    ResidentImages residentImages() {
        return resident.orElseThrow(
                () -> new IllegalArgumentException("This graph takes no crop windows"));
    }

    /** The normalised images of every slice. */
    List<Operand<TFloat32>> imageSlices() {
        return slices == 1
                ? List.of(normalised)
                : Operations.split(tf, normalised, lengths, slices, 0);
    }

    /** The mixing weights of every slice, {@code [modules, endpoints]} each. */
    List<Operand<TFloat32>> mixingSlices() {
        int[] rows = new int[slices];
        Arrays.fill(rows, modules);
        return slices == 1 ? List.of(mixing) : Operations.split(tf, mixing, rows, 0);
    }
}
