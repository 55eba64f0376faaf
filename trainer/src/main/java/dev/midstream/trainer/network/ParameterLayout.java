package dev.midstream.trainer.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The positions of a network's parameters in a row of {@code theta [endpoints, P]}: all
 * convolutions in the order of the network's description, and after them all norms. Since the
 * convolutions come first, the parameters that the subspace regulariser compares are one contiguous
 * slice.
 */
public final class ParameterLayout {
    private final List<Parameters> modules;
    private final Map<String, Integer> indices = new HashMap<>();
    private final int[] offsets;
    private final int length;
    private final int convolutionLength;

    private ParameterLayout(
            List<Parameters.Convolution> convolutions, List<Parameters.ScaleAndShift> norms) {
        List<Parameters> all = new ArrayList<>(convolutions);
        all.addAll(norms);
        this.modules = List.copyOf(all);
        this.offsets = new int[modules.size()];
        int offset = 0;
        int convolutionEnd = 0;
        for (int i = 0; i < modules.size(); i++) {
            Parameters module = modules.get(i);
            if (indices.put(module.module(), i) != null) {
                throw new IllegalArgumentException(
                        "Invalid network: two modules are named " + module.module());
            }
            offsets[i] = offset;
            offset = Math.addExact(offset, module.length());
            if (module instanceof Parameters.Convolution) {
                convolutionEnd = offset;
            }
        }
        this.length = offset;
        this.convolutionLength = convolutionEnd;
    }

    /** The layout of a network whose input images have the given shape. */
    public static ParameterLayout of(Network network, ImageShape input) {
        List<Parameters.Convolution> convolutions = new ArrayList<>();
        List<Parameters.ScaleAndShift> norms = new ArrayList<>();
        ImageShape output = network.build(new ShapeTracer(convolutions, norms), input);
        if (!output.equals(new ImageShape(1, 1, network.classes()))) {
            throw new IllegalArgumentException(
                    "Invalid network: " + network.name() + " ends in " + output);
        }
        return new ParameterLayout(convolutions, norms);
    }

    /** All modules, in the order of the rows of mixing weights. */
    public List<Parameters> modules() {
        return modules;
    }

    /** The batch norms among the modules, in order. */
    public List<Parameters.BatchNorm> batchNorms() {
        List<Parameters.BatchNorm> found = new ArrayList<>();
        for (Parameters module : modules) {
            if (module instanceof Parameters.BatchNorm batchNorm) {
                found.add(batchNorm);
            }
        }
        return found;
    }

    /** The index of a module, which is its row of mixing weights. */
    public int index(String module) {
        Integer index = indices.get(module);
        if (index == null) {
            throw new IllegalArgumentException("Unknown module: " + module);
        }
        return index;
    }

    /** Where the module with this index begins. */
    public int offset(int module) {
        return offsets[module];
    }

    /** Parameters of one endpoint: P. */
    public int length() {
        return length;
    }

    /** How many of them, from the first, are convolution weights. */
    public int convolutionLength() {
        return convolutionLength;
    }

    /** Traces shapes through a description and collects its modules. */
    private record ShapeTracer(
            List<Parameters.Convolution> convolutions, List<Parameters.ScaleAndShift> norms)
            implements NetworkBuilder<ImageShape> {
        @Override
        public ImageShape normalisedConvolution(
                String name, ImageShape input, Kernel kernel, Norm norm) {
            norms.add(
                    switch (norm) {
                        case BATCH -> new Parameters.BatchNorm(name + ".bn", kernel.filters());
                        case GROUP -> new Parameters.GroupNorm(name + ".gn", kernel.filters());
                    });
            return convolution(name, input, kernel);
        }

        @Override
        public ImageShape convolution(String name, ImageShape input, Kernel kernel) {
            convolutions.add(
                    new Parameters.Convolution(
                            name + ".conv", kernel.size(), input.channels(), kernel.filters()));
            return new ImageShape(
                    kernel.outputLength(input.height()),
                    kernel.outputLength(input.width()),
                    kernel.filters());
        }

        @Override
        public ImageShape relu(ImageShape input) {
            return input;
        }

        @Override
        public ImageShape add(ImageShape left, ImageShape right) {
            if (!left.equals(right)) {
                throw new IllegalArgumentException(
                        "Invalid network: cannot add " + left + " and " + right);
            }
            return left;
        }

        @Override
        public ImageShape maxPool(ImageShape input) {
            Kernel window = new Kernel(3, input.channels(), 2);
            return new ImageShape(
                    window.outputLength(input.height()),
                    window.outputLength(input.width()),
                    input.channels());
        }

        @Override
        public ImageShape globalMean(ImageShape input) {
            return new ImageShape(1, 1, input.channels());
        }
    }
}
