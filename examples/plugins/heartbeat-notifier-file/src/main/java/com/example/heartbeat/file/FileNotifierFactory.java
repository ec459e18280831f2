package com.example.heartbeat.file;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import io.heartbeat.spi.PluginSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes notifiers of type {@code file}.
 *
 * <p>Keys: {@code path} (required), the file to append to; {@code format}, {@code short} (default: one line with the title) or
 * {@code long} (the text as well).
 */
public final class FileNotifierFactory implements NotifierFactory {

    /** Does nothing, as it must: this is called only to look what there is. */
    public FileNotifierFactory() {}

    @Override
    public String type() {
        return "file";
    }

    @Override
    public List<Notifier> create(PluginSettings settings) {
        settings.required("path"); // notes the error if there is none
        Path path = settings.path("path").orElse(Path.of("unset"));
        String format = settings.optional("format").orElse("short");
        if (!List.of("short", "long").contains(format)) {
            settings.problem("format", "must be short or long, but is '" + format + "'");
        }
        return List.of(new FileNotifier(path, format.equals("long")));
    }
}
