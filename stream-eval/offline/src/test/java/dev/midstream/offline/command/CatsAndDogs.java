package dev.midstream.offline.command;

import dev.midstream.engine.fixture.ToyModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * 60 cats and 20 dogs, all black, and a model whose midpoint says cat and whose endpoint-0 says
 * dog.
 *
 * @param work where they are
 */
record CatsAndDogs(Path work) {
    static final int CATS = 60;
    static final int IMAGES = 80;

    private static final int SIDE = 32;
    private static final List<String> LOGITS = List.of("1 0", "0 1", "2 0", "0 3", "5 0");

    static CatsAndDogs write(Path work) throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            Path file =
                    work.resolve("images/test/%s/%d.png".formatted(i < CATS ? "cat" : "dog", i));
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(image, "png", file.toFile());
        }
        ToyModel.write(work.resolve("model"), List.of("cat", "dog"), SIDE, LOGITS);
        return new CatsAndDogs(work);
    }

    Path data() {
        return work.resolve("images");
    }

    /** Evaluates the model, on clean images unless corruptions are named. */
    Evaluation evaluate(String... options) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--model",
                                work.resolve("model").toString(),
                                "--dataset",
                                "image-folder",
                                "--data",
                                data().toString()));
        if (!List.of(options).contains("--corruptions")) {
            arguments.addAll(List.of("--corruptions", "none"));
        }
        arguments.addAll(List.of(options));
        return Evaluation.of(arguments);
    }
}
