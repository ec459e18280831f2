package io.heartbeat.internal.notify;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import java.time.ZoneId;
import java.util.List;

/** Makes the notifier that is always there: it writes to this process's own output. */
public final class ConsoleNotifierFactory implements NotifierFactory {
    private static final String STDOUT = "stdout";
    private static final String STDERR = "stderr";

    @Override
    public String type() {
        return "console";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        String stream = settings.optional("stream").orElse(STDOUT);
        if (!stream.equals(STDOUT) && !stream.equals(STDERR)) {
            settings.problem("stream", "must be " + STDOUT + " or " + STDERR + ", but is '" + stream + "'");
        }
        return List.of(
                new ConsoleNotifier(() -> stream.equals(STDERR) ? System.err : System.out, ZoneId.systemDefault()));
    }
}
