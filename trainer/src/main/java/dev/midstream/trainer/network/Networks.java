package dev.midstream.trainer.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Networks by name. */
public final class Networks {
    /** One line per network: its name, what it is for, its usual width, and its constructor. */
    private static final List<NetworkFamily> FAMILIES =
            List.of(
                    NetworkFamily.ofDepths("cresnet", "for 32 pixels", 16, CifarResNet::new),
                    NetworkFamily.of("resnet18", "for 64 pixels", 64, BasicResNet::resnet18),
                    NetworkFamily.of("resnet50", "for 224 pixels", 64, BottleneckResNet::resnet50),
                    NetworkFamily.of(
                            "wideresnet50-2",
                            "for 224 pixels",
                            64,
                            BottleneckResNet::wideResnet50));

    private Networks() {}

    /**
     * The network with a name, which may have a suffix for the width and the normalisation: {@code
     * resnet18-w32-gn} is half as wide as usual and has group norms.
     *
     * @throws IllegalArgumentException if there is none, with a message that says what there is
     */
    public static Network named(String name, int classes) {
        for (NetworkFamily family : FAMILIES) {
            Optional<Network> network = family.named(name.toLowerCase(Locale.ROOT), classes);
            if (network.isPresent()) {
                return network.get();
            }
        }
        throw new IllegalArgumentException(
                "Unknown network: "
                        + name
                        + ". Use "
                        + FAMILIES.stream()
                                .map(NetworkFamily::name)
                                .collect(Collectors.joining(", "))
                        + ", each with -w<width> if need be, for instance cresnet20 or"
                        + " cresnet8-w32.");
    }

    /** All networks, for the help. */
    public static String summary() {
        return FAMILIES.stream().map(NetworkFamily::summary).collect(Collectors.joining(", "));
    }
}
