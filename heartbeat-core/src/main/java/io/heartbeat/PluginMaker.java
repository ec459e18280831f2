package io.heartbeat;

import io.heartbeat.internal.plugin.Fault;
import io.heartbeat.internal.settings.InstanceSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the plug-ins of one instance, whatever their factory does.
 *
 * @param create calls the factory
 * @param recipientOf tells the plug-ins of one instance apart; empty if there is just one
 */
record PluginMaker<F, P extends AutoCloseable>(
        BiFunction<F, InstanceSettings, @Nullable List<P>> create, Function<P, @Nullable String> recipientOf) {
    private static final Logger log = LoggerFactory.getLogger(PluginMaker.class);
    private static final String RECIPIENT = "[A-Za-z0-9.-]{0,64}";

    /**
     * What came of it: plug-ins, or what stands against it.
     *
     * @param problems what is wrong with the settings
     * @param fault what is wrong with the plug-in; empty if nothing is
     */
    record Made<P>(List<Active<P>> plugins, List<String> problems, String fault) {

        boolean isFlawless() {
            return problems.isEmpty() && fault.isEmpty();
        }
    }

    /** Whatever cannot be used is closed. */
    Made<P> make(F factory, InstanceSettings settings) {
        List<P> plugins = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Active<P>> named = List.of();
        String fault = "";
        try {
            plugins.addAll(present(create.apply(factory, settings)));
            problems.addAll(settings.problems());
            problems.addAll(settings.unknownKeys());
            if (problems.isEmpty()) {
                named = named(settings.name(), plugins);
            }
        } catch (Throwable e) { // a plug-in may throw anything, and must harm nobody else by it
            problems.addAll(settings.problems());
            // what was thrown because of a stand-in needs no telling
            fault = problems.isEmpty() || e instanceof LinkageError ? settings.redacted(fault(e)) : "";
        }
        settings.end();
        if (named.isEmpty()) {
            plugins.forEach(PluginMaker::close);
        }
        return new Made<>(named, problems, fault);
    }

    private static <P> List<P> present(@Nullable List<P> created) {
        if (created == null || created.stream().anyMatch(Objects::isNull)) {
            throw new UnfitException("its create() returned null");
        }
        return created;
    }

    /** Names them after their instance and, if there may be several, their recipient. */
    List<Active<P>> named(String name, List<P> plugins) {
        if (plugins.isEmpty()) {
            throw new UnfitException("its create() made nothing, and told no reason");
        }
        List<Active<P>> named = new ArrayList<>();
        Set<String> recipients = new HashSet<>();
        for (P plugin : plugins) {
            String recipient = recipientOf.apply(plugin);
            if (recipient == null || !recipient.matches(RECIPIENT)) {
                throw new UnfitException("its recipient() must be letters, digits, dots and dashes, at most 64, but is "
                        + (recipient == null ? "null" : "'" + recipient + "'"));
            }
            if (!recipients.add(recipient.toLowerCase(Locale.ROOT))) {
                throw new UnfitException("two of its plug-ins have the same recipient '" + recipient + "'");
            }
            named.add(new Active<>(recipient.isEmpty() ? name : name + "." + recipient, plugin));
        }
        return named;
    }

    static String fault(Throwable e) {
        return e instanceof UnfitException unfit ? unfit.what : Fault.of(e);
    }

    static void close(AutoCloseable plugin) {
        try {
            plugin.close();
        } catch (Throwable e) { // a plug-in may throw anything, and must harm nobody else by it
            log.debug("Cannot close {}: {}", plugin.getClass().getName(), Fault.of(e));
        }
    }

    /** What a plug-in answered cannot be used. */
    private static final class UnfitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final String what;

        UnfitException(String what) {
            super(what);
            this.what = what;
        }
    }
}
