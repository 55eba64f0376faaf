package dev.midstream.dashboard;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class DashboardVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Package own = DashboardVersion.class.getPackage();
        String version = Optional.ofNullable(own.getImplementationVersion()).orElse("unpackaged");
        return new String[] {"Midstream dashboard " + version};
    }
}
