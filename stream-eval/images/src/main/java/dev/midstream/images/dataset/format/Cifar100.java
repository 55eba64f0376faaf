package dev.midstream.images.dataset.format;

import dev.midstream.images.dataset.DatasetException;
import dev.midstream.images.dataset.ImageDataset;
import dev.midstream.images.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-100 in its official binary version, labelled with its 100 fine classes. Class names come
 * from {@code fine_label_names.txt} if it exists.
 */
final class Cifar100 {

    static final String NAME = "cifar100";

    static final DatasetFormat FORMAT =
            new DatasetFormat(
                    NAME,
                    DatasetFormat.Kind.DIRECTORY,
                    (data, split, reading) -> open(data, split));

    private static final String OFFICIAL_DIRECTORY = "cifar-100-binary";
    private static final int COARSE_CLASSES = 20;
    static final List<String> CLASSES =
            List.of(
                    ("apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy"
                                    + " bridge bus butterfly camel can castle caterpillar cattle"
                                    + " chair chimpanzee clock cloud cockroach couch crab crocodile"
                                    + " cup dinosaur dolphin elephant flatfish forest fox girl"
                                    + " hamster house kangaroo keyboard lamp lawn_mower leopard"
                                    + " lion lizard lobster man maple_tree motorcycle mountain"
                                    + " mouse mushroom oak_tree orange orchid otter palm_tree pear"
                                    + " pickup_truck pine_tree plain plate poppy porcupine possum"
                                    + " rabbit raccoon ray road rocket rose sea seal shark shrew"
                                    + " skunk skyscraper snail snake spider squirrel streetcar"
                                    + " sunflower sweet_pepper table tank telephone television"
                                    + " tiger tractor train trout tulip turtle wardrobe whale"
                                    + " willow_tree wolf woman worm")
                            .split(" ", -1));

    private Cifar100() {}

    static ImageDataset open(Path data, Split split) throws DatasetException {
        Path unpacked = data.resolve(OFFICIAL_DIRECTORY);
        Path directory = Files.isDirectory(unpacked) ? unpacked : data;
        CifarRecords records = new CifarRecords(List.of(COARSE_CLASSES, CLASSES.size()));
        records.read(directory.resolve(split + ".bin"));
        List<String> classes =
                CifarRecords.classes(directory.resolve("fine_label_names.txt"), CLASSES);
        return records.dataset(NAME, classes, split);
    }
}
