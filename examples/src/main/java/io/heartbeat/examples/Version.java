package io.heartbeat.examples;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The release, as the jar's manifest tells it, and the Java that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String release = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not a released build)");
        return new String[] {"heartbeat " + release + ", Java " + Runtime.version()};
    }
}
