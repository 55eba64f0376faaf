package dev.midstream.evaluation.geometry;

/**
 * How far apart a subspace's endpoints are, over all convolution weights of the network.
 *
 * @param squaredCosine the mean, over pairs of endpoints, of the squared cosine between them; 0 of
 *     one endpoint
 * @param distance the root of the mean, over pairs, of their squared Euclidean distance
 */
public record EndpointGeometry(double squaredCosine, double distance) {
    /**
     * Measures endpoints.
     *
     * @param length how many parameters, from the first, are convolution weights
     * @param theta {@code [endpoints, P]}
     */
    public static EndpointGeometry of(int length, float[][] theta) {
        double squaredCosine = 0;
        double squaredDistance = 0;
        for (int i = 0; i < theta.length; i++) {
            for (int j = i + 1; j < theta.length; j++) {
                double product = product(length, theta[i], theta[j]);
                double squareI = product(length, theta[i], theta[i]);
                double squareJ = product(length, theta[j], theta[j]);
                squaredCosine += product * product / (squareI * squareJ);
                squaredDistance += squareI + squareJ - 2 * product;
            }
        }
        int pairs = Math.max(1, theta.length * (theta.length - 1) / 2);
        return new EndpointGeometry(
                squaredCosine / pairs, Math.sqrt(Math.max(0, squaredDistance) / pairs));
    }

    private static double product(int length, float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
