package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.HardwareConfig;
import io.heartbeat.NotificationsConfig;
import io.heartbeat.PluginStatus;
import io.heartbeat.examples.output.Json;
import io.heartbeat.examples.output.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code heartbeat plugins}: lists which plug-ins there are, and what this configuration makes of them. */
@Command(
        name = "plugins",
        description = {
            "List the notifiers and hardware monitors that were found: active, idle, misconfigured or broken, and why.",
            "Nothing is started."
        },
        footer = {"Example:", "  heartbeat plugins --config heartbeat.properties --plugins plugins"})
final class PluginsCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Mixin
    private final ConfigurationOptions configuration = new ConfigurationOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    PluginsCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Errors errors = new Errors();
        Configuration asGiven = configuration.read(errors);
        List<PluginStatus> plugins = new ArrayList<>();
        errors.gather(asGiven::notifications).map(NotificationsConfig::plugins).ifPresent(plugins::addAll);
        errors.gather(asGiven::hardware).map(HardwareConfig::plugins).ifPresent(plugins::addAll);
        errors.throwIfAny();
        if (output.json()) {
            plugins.forEach(plugin -> out.println(Json.ofRecord(plugin)));
        } else {
            Table table = new Table("KIND", "NAME", "STATE", "FROM", "WHY");
            plugins.forEach(plugin -> table.row(
                    words(plugin.kind()), name(plugin), words(plugin.state()), plugin.location(), why(plugin)));
            table.lines().forEach(out::println);
        }
        return 0;
    }

    private static String name(PluginStatus plugin) {
        return plugin.name().equals(plugin.type()) || plugin.type().isEmpty()
                ? plugin.name()
                : plugin.name() + " (" + plugin.type() + ")";
    }

    private static String why(PluginStatus plugin) {
        return String.join("; ", plugin.reasons());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
