package dev.midstream.trainer.export;

import dev.midstream.images.npy.NumpyArchive;
import dev.midstream.trainer.network.ParameterLayout;
import dev.midstream.trainer.network.Parameters;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code endpoints.npz}: the endpoints {@code theta [endpoints, P]}, and the meaning of its
 * columns: {@code module}, {@code extent} (its offset and length) and {@code shape}, one row per
 * module. A convolution's shape is {@code [size, size, inputs, outputs]}, a norm's {@code [2,
 * channels, 0, 0]}: its scale, then its shift.
 */
final class EndpointFile {
    private EndpointFile() {}

    static void write(OutputStream stream, ParameterLayout layout, float[][] theta)
            throws IOException {
        int count = layout.modules().size();
        List<String> names = new ArrayList<>();
        long[][] extents = new long[count][];
        long[][] shapes = new long[count][];
        for (int i = 0; i < count; i++) {
            Parameters module = layout.modules().get(i);
            names.add(module.module());
            extents[i] = new long[] {layout.offset(i), module.length()};
            shapes[i] = shape(module);
        }
        try (NumpyArchive archive = new NumpyArchive(stream)) {
            archive.add("theta", theta);
            archive.add("module", names);
            archive.add("extent", extents);
            archive.add("shape", shapes);
        }
    }

    private static long[] shape(Parameters module) {
        if (module instanceof Parameters.Convolution convolution) {
            return new long[] {
                convolution.size(), convolution.size(), convolution.inputs(), convolution.outputs()
            };
        }
        return new long[] {2, module.length() / 2, 0, 0};
    }
}
