package dev.midstream.containers;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * The images of the tests. System properties {@code midstream.image.NAME} name others than those of
 * {@code deploy/docker/build} and the public one of Kafka.
 */
enum Images {
    KAFKA("apache/kafka:4.2.0"),
    JOB("midstream/job:0.1.0"),
    TRAINER("midstream/trainer:0.1.0"),
    PUBLISHER("midstream/publisher:0.1.0"),
    DASHBOARD("midstream/dashboard:0.1.0"),
    DEMO("midstream/demo:0.1.0");

    private final String byDefault;

    Images(String byDefault) {
        this.byDefault = byDefault;
    }

    /** The image's name with its tag. */
    DockerImageName reference() {
        return DockerImageName.parse(
                System.getProperty(
                        "midstream.image." + name().toLowerCase(Locale.ROOT), byDefault));
    }

    /** What the engine knows of the image. */
    InspectImageResponse inspect() {
        return DockerClientFactory.lazyClient()
                .inspectImageCmd(reference().asCanonicalNameString())
                .exec();
    }

    /** Skips or fails the test unless all images that are built here are there. */
    static void require() {
        for (Images image : values()) {
            if (image == KAFKA
                    && image.reference().asCanonicalNameString().equals(image.byDefault)) {
                // The engine can pull it.
                continue;
            }
            try {
                image.inspect();
            } catch (NotFoundException e) {
                DockerEngine.missing(
                        image.reference().asCanonicalNameString()
                                + " is missing: build it by deploy/docker/build");
            }
        }
    }
}
