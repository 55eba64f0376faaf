package dev.midstream.job.sequence;

import dev.midstream.job.fixture.TestModel;
import dev.midstream.job.intake.ArrivedLabel;
import dev.midstream.job.intake.ConsumedRecord;
import dev.midstream.job.intake.ImageContext;
import dev.midstream.job.intake.LabelledImage;

/** The images and labels of a sequence. */
final class Pictures {
    static final String RUN = "run";
    static final String DATASET = "noise";

    private Pictures() {}

    static String id(int number) {
        return "image-" + number;
    }

    static String corruption(int corruption) {
        return corruption == 0 ? "none" : "snow";
    }

    static boolean isLabelled(int number) {
        return number % 2 == 0;
    }

    static int label(int number) {
        return number % TestModel.CLASSES;
    }

    /** Returns the class before label noise, which every third image has another of. */
    static int trueLabel(int number) {
        return number % 3 == 0 ? (number + 1) % TestModel.CLASSES : label(number);
    }

    static LabelledImage image(Step.Picture picture) {
        int number = picture.number();
        boolean labelled = isLabelled(number);
        return image(
                new ImageContext(
                        RUN,
                        id(number),
                        DATASET,
                        corruption(picture.corruption()),
                        picture.corruption(),
                        labelled ? label(number) : ImageContext.NO_LABEL,
                        labelled ? trueLabel(number) : ImageContext.NO_LABEL),
                Models.pixels(number, picture.corruption()));
    }

    /** Returns an image that no model can score, another one for each position. */
    static LabelledImage poison(int position) {
        return image(
                new ImageContext(RUN, "poison-" + position, DATASET, "none", 0, 0, 0),
                Models.pixels(Models.BAD, 0));
    }

    static ArrivedLabel label(Step.Label label) {
        int number = label.number();
        return new ArrivedLabel(RUN, id(number), label(number), trueLabel(number));
    }

    private static LabelledImage image(ImageContext context, byte[] pixels) {
        return new LabelledImage(
                context, new ConsumedRecord("images", 0, 0, 0, null, null), 0, pixels);
    }
}
