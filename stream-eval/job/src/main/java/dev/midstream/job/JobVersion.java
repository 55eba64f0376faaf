package dev.midstream.job;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class JobVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = JobVersion.class.getPackage().getImplementationVersion();
        return new String[] {"stream-eval " + (version == null ? "(not packaged)" : version)};
    }
}
