package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.HardwareConfig;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.MonitorConfig;
import io.heartbeat.NotificationsConfig;
import io.heartbeat.PluginStatus;
import java.util.List;
import java.util.Optional;

/** What to run: any of a heartbeat, a monitor and a hardware watch; and how people are told of what the latter two find. */
record Plan(
        Optional<HeartbeatConfig> heartbeat,
        Optional<MonitorConfig> monitor,
        Optional<HardwareConfig> hardware,
        Optional<NotificationsConfig> notifications) {

    /** Whatever the configuration enables. */
    static Plan ofEnabled(ConfigurationOptions options) {
        Errors errors = new Errors();
        Configuration configuration = options.read(errors);
        boolean beats = errors.gather(configuration::heartbeatEnabled).orElse(true);
        boolean watches = errors.gather(configuration::monitorEnabled).orElse(true);
        boolean checks = errors.gather(configuration::hardwareEnabled).orElse(true);
        if (!beats && !watches && !checks) {
            errors.add("There is nothing to run: heartbeat.enabled, monitor.enabled and hardware.enabled are all off");
        }
        return checked(configuration, beats, watches, checks, errors);
    }

    /** A heartbeat, enabled or not. */
    static Plan ofHeartbeat(ConfigurationOptions options) {
        Errors errors = new Errors();
        return checked(options.read(errors), true, false, false, errors);
    }

    /** A monitor, enabled or not. */
    static Plan ofMonitor(ConfigurationOptions options) {
        Errors errors = new Errors();
        return checked(options.read(errors), false, true, false, errors);
    }

    /** A hardware watch, enabled or not. */
    static Plan ofHardware(ConfigurationOptions options) {
        Errors errors = new Errors();
        return checked(options.read(errors), false, false, true, errors);
    }

    private static Plan checked(
            Configuration configuration, boolean beats, boolean watches, boolean checks, Errors errors) {
        Optional<HeartbeatConfig> heartbeat = beats ? errors.gather(configuration::heartbeat) : Optional.empty();
        Optional<MonitorConfig> monitor = watches ? errors.gather(configuration::monitor) : Optional.empty();
        Optional<HardwareConfig> hardware = checks ? errors.gather(configuration::hardware) : Optional.empty();
        Optional<NotificationsConfig> notifications =
                watches || checks ? errors.gather(configuration::notifications) : Optional.empty();
        hardware.ifPresent(config -> addMisconfigured(config.plugins(), errors));
        notifications.ifPresent(config -> addMisconfigured(config.plugins(), errors));
        errors.throwIfAny();
        return new Plan(heartbeat, monitor, hardware, notifications);
    }

    private static void addMisconfigured(List<PluginStatus> plugins, Errors errors) {
        plugins.stream()
                .filter(plugin -> plugin.state() == PluginStatus.State.MISCONFIGURED)
                .flatMap(plugin -> plugin.reasons().stream())
                .forEach(errors::add);
    }
}
