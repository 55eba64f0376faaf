package dev.midstream.job.sequence;

import dev.midstream.engine.Batching;
import dev.midstream.engine.Scorer;
import dev.midstream.evaluation.classes.ClassChoice;
import dev.midstream.evaluation.panel.PanelChoice;
import dev.midstream.evaluation.reference.Reference;
import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.ModelLocations;
import dev.midstream.job.scoring.ScoringPlan;
import dev.midstream.job.scoring.ScoringSettings;
import dev.midstream.job.scoring.ScoringSetup;
import dev.midstream.schemas.model.ModelDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Models whose answers are functions of the first two pixels, which hold an image's number and its
 * corruption. A job begins with the first model; {@link #BAD} images make all of them fail.
 */
final class Models {
    static final int COUNT = 3;
    static final byte BAD = 127;
    static final Duration LINGER = Duration.ofMillis(20);

    private static final int BATCH = 3;

    private final List<ModelDirectory> directories;
    private final ScoringSetup setup;

    /** Writes the models into an empty directory. */
    Models(Path directory) {
        directories =
                IntStream.range(0, COUNT)
                        .mapToObj(i -> TestModel.in(directory.resolve(id(i)), id(i)))
                        .toList();
        ScoringSettings settings =
                new ScoringSettings(
                        PanelChoice.parse("all", List.of("none")),
                        new Reference.Midpoint(),
                        new Batching(BATCH, 1),
                        ClassChoice.NONE);
        setup =
                new ScoringSetup(
                        List.of(
                                ScoringPlan.of(
                                        directories.get(0).manifest(),
                                        location(0),
                                        settings,
                                        TestModel.classes())),
                        settings,
                        new ModelLocations(List.of(directory.toString())),
                        LINGER,
                        100_000,
                        "job",
                        1000,
                        Models::open);
    }

    static String id(int model) {
        return "model-" + model;
    }

    String location(int model) {
        return directories.get(model).path().toString();
    }

    ScoringSetup setup() {
        return setup;
    }

    /** Returns the pixels of an image. */
    static byte[] pixels(int number, int corruption) {
        byte[] pixels = new byte[TestModel.IMAGE_BYTES];
        pixels[0] = (byte) number;
        pixels[1] = (byte) corruption;
        return pixels;
    }

    /** Returns what a point answers, {@code [classes]}. */
    static float[] logits(int model, int point, int number, int corruption) {
        float[] logits = new float[TestModel.CLASSES];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = Math.floorMod(31 * model + 17 * point + 7 * number * i + corruption, 11);
        }
        return logits;
    }

    private static Scorer open(ScoringPlan plan) {
        int model = plan.modelId().charAt(plan.modelId().length() - 1) - '0';
        return new Scorer() {
            @Override
            public float[] score(byte[] pixels, int images) {
                return answers(model, pixels, images);
            }

            @Override
            public void close() {}
        };
    }

    private static float[] answers(int model, byte[] pixels, int images) {
        int points = TestModel.POINTS.size();
        float[] logits = new float[points * images * TestModel.CLASSES];
        for (int image = 0; image < images; image++) {
            int number = pixels[image * TestModel.IMAGE_BYTES];
            if (number == BAD) {
                throw new IllegalStateException("Cannot score this image.");
            }
            int corruption = pixels[image * TestModel.IMAGE_BYTES + 1];
            for (int point = 0; point < points; point++) {
                System.arraycopy(
                        logits(model, point, number, corruption),
                        0,
                        logits,
                        (point * images + image) * TestModel.CLASSES,
                        TestModel.CLASSES);
            }
        }
        return logits;
    }
}
