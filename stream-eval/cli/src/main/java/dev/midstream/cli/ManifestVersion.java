package dev.midstream.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar that runs. */
public final class ManifestVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"trainer " + version()};
    }

    /** The version, or {@code development} where there is no jar. */
    public static String version() {
        return Optional.ofNullable(ManifestVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
