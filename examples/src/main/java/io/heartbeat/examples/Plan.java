package io.heartbeat.examples;

import io.heartbeat.Configuration;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.MonitorConfig;
import java.util.Optional;

/** What to run: a heartbeat, a monitor, or both. */
record Plan(Optional<HeartbeatConfig> heartbeat, Optional<MonitorConfig> monitor) {

    /** Whatever the configuration enables. */
    static Plan ofEnabled(ConfigurationOptions options) {
        Errors errors = new Errors();
        Configuration configuration = options.read(errors);
        boolean beats = errors.gather(configuration::heartbeatEnabled).orElse(true);
        boolean watches = errors.gather(configuration::monitorEnabled).orElse(true);
        if (!beats && !watches) {
            errors.add("There is nothing to run: heartbeat.enabled and monitor.enabled are both off");
        }
        return checked(
                errors,
                beats ? errors.gather(configuration::heartbeat) : Optional.empty(),
                watches ? errors.gather(configuration::monitor) : Optional.empty());
    }

    /** A heartbeat, enabled or not. */
    static Plan ofHeartbeat(ConfigurationOptions options) {
        Errors errors = new Errors();
        Configuration configuration = options.read(errors);
        return checked(errors, errors.gather(configuration::heartbeat), Optional.empty());
    }

    /** A monitor, enabled or not. */
    static Plan ofMonitor(ConfigurationOptions options) {
        Errors errors = new Errors();
        Configuration configuration = options.read(errors);
        return checked(errors, Optional.empty(), errors.gather(configuration::monitor));
    }

    private static Plan checked(Errors errors, Optional<HeartbeatConfig> heartbeat, Optional<MonitorConfig> monitor) {
        errors.throwIfAny();
        return new Plan(heartbeat, monitor);
    }
}
