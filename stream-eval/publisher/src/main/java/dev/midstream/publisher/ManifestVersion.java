package dev.midstream.publisher;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest names it. */
final class ManifestVersion implements IVersionProvider {

    ManifestVersion() {}

    @Override
    public String[] getVersion() {
        String version = PublisherMain.class.getPackage().getImplementationVersion();
        return new String[] {"publisher " + (version == null ? "(not packaged)" : version)};
    }
}
