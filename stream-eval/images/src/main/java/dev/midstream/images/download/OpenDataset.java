package dev.midstream.images.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An openly available data set: the addresses of its files and how to tell that they are present.
 *
 * @param directory what its archive unpacks to; empty if its files are used as they are
 */
record OpenDataset(String name, List<RemoteFile> files, Optional<String> directory) {
    /** Addresses and checksums as the data sets' own pages give them. */
    static final List<OpenDataset> ALL =
            List.of(
                    archive(
                            "cifar10",
                            RemoteFile.checked(
                                    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
                                    "c32a1d4ab5d03f1284b67883e8d87530"),
                            "cifar-10-batches-bin"),
                    archive(
                            "cifar100",
                            RemoteFile.checked(
                                    "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
                                    "03b5dce01913d631647c71ecec9e9cb8"),
                            "cifar-100-binary"),
                    new OpenDataset(
                            "fashion-mnist",
                            List.of(
                                    fashion(
                                            "train-images-idx3-ubyte.gz",
                                            "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                                    fashion(
                                            "train-labels-idx1-ubyte.gz",
                                            "25c81989df183df01b3e8a0aad5dffbe"),
                                    fashion(
                                            "t10k-images-idx3-ubyte.gz",
                                            "bef4ecab320f06d8554ea6380940ec79"),
                                    fashion(
                                            "t10k-labels-idx1-ubyte.gz",
                                            "bb300cfdad3c16e7a12a480ee83cd310")),
                            Optional.empty()),
                    // No checksum is published; those inside the archive are verified.
                    archive(
                            "tiny-imagenet",
                            RemoteFile.unchecked(
                                    "http://cs231n.stanford.edu/tiny-imagenet-200.zip"),
                            "tiny-imagenet-200"));

    private static OpenDataset archive(String name, RemoteFile file, String directory) {
        return new OpenDataset(name, List.of(file), Optional.of(directory));
    }

    private static RemoteFile fashion(String file, String md5) {
        return RemoteFile.checked(
                "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/" + file, md5);
    }

    /** Downloads and unpacks what is missing. */
    void fetchInto(Path data, DownloadListener listener) throws IOException {
        if (directory.isPresent() && Files.isDirectory(data.resolve(directory.get()))) {
            return;
        }
        Downloader downloader = new Downloader(listener);
        for (RemoteFile file : files) {
            // The reader also accepts a file that was unpacked by hand.
            if (!Files.exists(data.resolve(file.name().replaceAll("\\.gz$", "")))) {
                Path fetched = downloader.fetch(file, data);
                if (directory.isPresent()) {
                    new Archive(fetched).unpack(directory.get(), data);
                    Files.delete(fetched);
                }
            }
        }
    }
}
