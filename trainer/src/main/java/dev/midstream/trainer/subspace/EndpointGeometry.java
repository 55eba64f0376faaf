package dev.midstream.trainer.subspace;

import dev.midstream.trainer.network.ParameterLayout;

/**
 * How far apart a subspace's endpoints are, over all convolution weights of the network.
 *
 * @param squaredCosine the sum, over pairs of endpoints, of the squared cosine between them
 * @param distance the root of the sum, over pairs, of their squared Euclidean distance
 */
public record EndpointGeometry(double squaredCosine, double distance) {
    /**
     * Measures endpoints.
     *
     * @param theta {@code [endpoints, P]}
     */
    public static EndpointGeometry of(ParameterLayout layout, float[][] theta) {
        double squaredCosine = 0;
        double squaredDistance = 0;
        for (int i = 0; i < theta.length; i++) {
            for (int j = i + 1; j < theta.length; j++) {
                double product = product(layout, theta[i], theta[j]);
                double squareI = product(layout, theta[i], theta[i]);
                double squareJ = product(layout, theta[j], theta[j]);
                squaredCosine += product * product / (squareI * squareJ);
                squaredDistance += squareI + squareJ - 2 * product;
            }
        }
        return new EndpointGeometry(squaredCosine, Math.sqrt(Math.max(0, squaredDistance)));
    }

    private static double product(ParameterLayout layout, float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < layout.convolutionLength(); i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
