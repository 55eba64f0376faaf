package dev.midstream.images.corruption.weather;

import dev.midstream.images.Image;
import dev.midstream.images.SeededRandom;
import dev.midstream.images.imaging.Pixels;
import dev.midstream.images.imaging.ZoomAxis;
import java.util.ArrayList;
import java.util.List;

/**
 * Procedural frost textures, used when no photographs are given.
 *
 * <p>Each is a sum of octaves of value noise, from grids of 128 pixels down to 1 pixel, folded at
 * zero so that crests are sharp and bright (Musgrave's ridged multifractal: Ebert et al. 2002,
 * "Texturing and Modeling", chapter 16). The sum is shifted and scaled to the mean and the standard
 * deviation of each colour of the photograph it replaces.
 */
final class ProceduralFrost {

    /** The sizes and colours of the published textures, the second of which appears twice. */
    private static final List<Photograph> PHOTOGRAPHS =
            List.of(
                    new Photograph(600, 900, 77.7, 149.1, 165.7, 26.9, 16.5, 15.3),
                    new Photograph(315, 560, 200.8, 205.4, 214.5, 21.4, 22.1, 22.6),
                    new Photograph(315, 560, 200.8, 205.4, 214.5, 21.4, 22.1, 22.6),
                    new Photograph(350, 527, 137.6, 152.8, 165.2, 28.5, 28.5, 29.9),
                    new Photograph(495, 660, 112.4, 123.4, 134.8, 44.4, 43.3, 41.7));

    private static final long SEED = 0;
    private static final int MAX_GRID = 128;

    /** The factor of the amplitude when the grid is halved. */
    private static final double ROUGHNESS = 0.8;

    private ProceduralFrost() {}

    static List<Image> textures() {
        List<Image> textures = new ArrayList<>();
        for (int i = 0; i < PHOTOGRAPHS.size(); i++) {
            SeededRandom random = new SeededRandom(SEED, "frost", Integer.toString(i));
            Photograph photograph = PHOTOGRAPHS.get(i);
            textures.add(photograph.coloured(crests(photograph, random)));
        }
        return List.copyOf(textures);
    }

    private static double[] crests(Photograph photograph, SeededRandom random) {
        double[] sums = new double[photograph.height * photograph.width];
        double amplitude = 1;
        for (int grid = MAX_GRID; grid >= 1; grid /= 2) {
            addOctave(sums, photograph, grid, amplitude, random);
            amplitude *= ROUGHNESS;
        }
        return sums;
    }

    private static void addOctave(
            double[] sums, Photograph photograph, int grid, double amplitude, SeededRandom random) {
        int columns = photograph.width / grid + 2;
        int rows = photograph.height / grid + 2;
        double[] knots = new double[rows * columns];
        for (int i = 0; i < knots.length; i++) {
            knots[i] = 2 * random.nextUnit() - 1;
        }
        for (int y = 0; y < photograph.height; y++) {
            int top = y / grid * columns;
            double down = eased((double) (y % grid) / grid);
            for (int x = 0; x < photograph.width; x++) {
                int at = top + x / grid;
                double across = eased((double) (x % grid) / grid);
                double upper = ZoomAxis.mixed(knots[at], knots[at + 1], across);
                double lower = ZoomAxis.mixed(knots[at + columns], knots[at + columns + 1], across);
                double noise = ZoomAxis.mixed(upper, lower, down);
                sums[y * photograph.width + x] += amplitude * (1 - Math.abs(noise));
            }
        }
    }

    private static double eased(double fraction) {
        return fraction * fraction * (3 - 2 * fraction);
    }

    private record Photograph(
            int height,
            int width,
            double red,
            double green,
            double blue,
            double redDeviation,
            double greenDeviation,
            double blueDeviation) {

        Image coloured(double[] values) {
            double sum = 0;
            double squares = 0;
            for (double value : values) {
                sum += value;
                squares += value * value;
            }
            double mean = sum / values.length;
            double deviation = Math.sqrt(squares / values.length - mean * mean);
            byte[] pixels = new byte[values.length * Pixels.CHANNELS];
            int at = 0;
            for (double value : values) {
                double standard = (value - mean) / deviation;
                pixels[at++] = Pixels.clipped((int) Math.rint(red + redDeviation * standard));
                pixels[at++] = Pixels.clipped((int) Math.rint(green + greenDeviation * standard));
                pixels[at++] = Pixels.clipped((int) Math.rint(blue + blueDeviation * standard));
            }
            return new Image(height, width, Pixels.CHANNELS, pixels);
        }
    }
}
