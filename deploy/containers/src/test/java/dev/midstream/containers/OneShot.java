package dev.midstream.containers;

import com.github.dockerjava.api.model.Bind;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** Commands that run in a container of their own and end. */
final class OneShot {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private OneShot() {}

    /**
     * A command of an image, with a directory of this machine at the same path. It runs as the user
     * of this process, so that both can read and delete what either writes.
     *
     * @param arguments with spaces between them
     */
    static GenericContainer<?> of(Images image, Network network, Path work, String arguments) {
        return new GenericContainer<>(image.reference())
                .withNetwork(network)
                .withImagePullPolicy(name -> false)
                .withCommand(arguments.split(" ", -1))
                .withCreateContainerCmdModifier(
                        command -> {
                            command.getHostConfig().withBinds(Bind.parse(work + ":" + work));
                            command.withUser(user());
                        });
    }

    /** Runs a command to its end, which must be exit code 0. */
    static void run(Images image, Network network, Path work, String arguments) {
        try (GenericContainer<?> container = of(image, network, work, arguments)) {
            container.withStartupCheckStrategy(
                    new OneShotStartupCheckStrategy().withTimeout(PATIENCE));
            container.start();
        }
    }

    private static String user() {
        var system = new com.sun.security.auth.module.UnixSystem();
        // Images are never run as root.
        return system.getUid() == 0 ? "10001:10001" : system.getUid() + ":" + system.getGid();
    }
}
