package dev.midstream.offline.command;

import dev.midstream.cli.dataset.ClassMapOption;
import dev.midstream.evaluation.classes.ClassMapping.Kept;
import dev.midstream.evaluation.classes.DatasetClasses;
import dev.midstream.evaluation.classes.KnownClasses;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.offline.model.EvaluatedModel;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how classes of a data set and of models are matched. */
final class ClassMatchingOptions {
    @Mixin private ClassMapOption map = new ClassMapOption();

    @Option(
            names = "--all-classes",
            description =
                    "Keep all classes of a model where the data set has only some of them (default:"
                            + " the model's answers are those among the data set's classes).")
    private boolean allClasses;

    /**
     * Checks the values, before data are read.
     *
     * @throws IllegalArgumentException if a file cannot be read, with a message for the user
     */
    void check() {
        Object unused = map.aliases();
    }

    /** The classes of a data set, as the models know them. */
    DatasetClasses of(ImageDataset images, List<EvaluatedModel> models) {
        return new DatasetClasses(
                images.name(),
                images.classes(),
                map.aliases(),
                new KnownClasses(
                        KnownClasses.leading(
                                models.stream()
                                        .map(model -> model.manifest().getClasses())
                                        .toList())),
                allClasses ? Kept.ALL : Kept.MAPPED);
    }
}
