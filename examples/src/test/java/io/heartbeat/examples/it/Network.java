package io.heartbeat.examples.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The LANs of one test, torn down with all that runs in them when it ends. Skips the test where there can be none. */
final class Network implements BeforeEachCallback, AfterEachCallback {
    private static final Path LOGS = Path.of("target", "integration-logs");
    private static final String OBSTACLE = obstacle();

    private final List<Lan> lans = new ArrayList<>();
    private Path logs = LOGS;

    /** A new LAN, with nothing attached. */
    Lan lan() {
        Lan lan = new Lan(logs);
        lans.add(lan);
        return lan;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        assumeTrue(OBSTACLE.isEmpty(), OBSTACLE);
        logs = LOGS.resolve(context.getRequiredTestClass().getSimpleName())
                .resolve(context.getRequiredTestMethod().getName());
    }

    /** Why there can be no network of namespaces here, or nothing. */
    private static String obstacle() {
        try {
            Lan.sweep();
            new Lan(LOGS).close();
            return "";
        } catch (UncheckedIOException | IllegalStateException e) {
            String obstacle = "Integration tests are SKIPPED: they need root and ip (iproute2), but " + e.getMessage();
            System.err.println("[WARNING] " + obstacle);
            return obstacle;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        lans.forEach(Lan::close);
        lans.clear();
    }
}
