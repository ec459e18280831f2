package io.heartbeat;

import io.heartbeat.PluginMaker.Made;
import io.heartbeat.PluginStatus.Kind;
import io.heartbeat.PluginStatus.State;
import io.heartbeat.internal.plugin.BrokenPlugin;
import io.heartbeat.internal.plugin.Candidate;
import io.heartbeat.internal.plugin.PluginDiscovery;
import io.heartbeat.internal.settings.Entry;
import io.heartbeat.internal.settings.InstanceSettings;
import io.heartbeat.internal.settings.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns factories and settings into plug-ins: once to use them, or once to see what would become of them.
 *
 * @param <F> the kind of factory
 * @param <P> the kind of plug-in
 */
final class PluginResolution<F, P extends AutoCloseable> {
    private static final Logger log = LoggerFactory.getLogger(PluginResolution.class);
    private static final String BUILT_IN = "built in";
    private static final String GIVEN = "given in code";
    private static final int MOST_IDLE_IN_DETAIL = 2;

    private final Kind kind;
    private final String prefix;
    private final PluginMaker<F, P> maker;
    private final Map<String, String> environment;
    private final Consumer<InstanceSettings> common;

    private final Map<String, List<Candidate<F>>> byType = new TreeMap<>();
    private final List<BrokenPlugin> broken = new ArrayList<>();
    /** Names and types that somebody asked for, in lower case. */
    private final Set<String> askedFor = new HashSet<>();

    private final List<Active<P>> active = new ArrayList<>();
    private final List<P> toClose = new ArrayList<>();
    private final List<PluginStatus> statuses = new ArrayList<>();
    private final Set<String> errors = new LinkedHashSet<>();

    /**
     * One that has found nothing yet.
     *
     * @param prefix of all keys: {@code notifier.} or {@code hardware.}
     * @param common reads what can be set for every plug-in of this kind
     */
    PluginResolution(
            Kind kind,
            String prefix,
            PluginMaker<F, P> maker,
            Map<String, String> environment,
            Consumer<InstanceSettings> common) {
        this.kind = kind;
        this.prefix = prefix;
        this.maker = maker;
        this.environment = environment;
        this.common = common;
    }

    /** Takes what was found. */
    void take(PluginDiscovery<F> found) {
        found.candidates().forEach(this::take);
        broken.addAll(found.broken());
    }

    /** Takes a factory of the core itself, which is used only when asked for. */
    void takeBuiltIn(F factory, String type) {
        take(new Candidate<>(factory, type, factory.getClass().getName(), BUILT_IN));
    }

    private void take(Candidate<F> candidate) {
        byType.computeIfAbsent(candidate.type(), absent -> new ArrayList<>()).add(candidate);
    }

    /** Takes a plug-in that exists already; it is its maker's to close until it is used. */
    void take(String name, P plugin) {
        askedFor.add(name.toLowerCase(Locale.ROOT));
        String provider = plugin.getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
        try {
            active.addAll(maker.named(name, List.of(plugin)));
            status(name, "", provider, GIVEN, State.ACTIVE, List.of());
        } catch (Throwable e) { // a plug-in may throw anything, and must harm nobody else by it
            List<String> problems = List.of(prefix + name + ": " + PluginMaker.fault(e));
            errors.addAll(problems);
            status(name, "", provider, GIVEN, State.MISCONFIGURED, problems);
        }
    }

    /**
     * Makes the instances that are configured.
     *
     * @param discovered whether to make what needs no configuration, and to tell what cannot be used, too
     */
    void resolve(Map<String, Map<String, Entry>> instances, boolean discovered) {
        new TreeMap<>(instances).forEach(this::resolve);
        if (!discovered) {
            return;
        }
        byType.forEach((type, candidates) -> {
            if (candidates.size() > 1) {
                candidates.forEach(one -> misconfigured(type, type, one, List.of(rivalry(candidates))));
            } else if (!askedFor.contains(type)) {
                makeUnasked(candidates.get(0));
            }
        });
        broken.forEach(
                one -> status(one.provider(), "", one.provider(), one.location(), State.BROKEN, List.of(one.reason())));
    }

    private void resolve(String name, Map<String, Entry> entries) {
        InstanceSettings settings = new InstanceSettings(prefix, name, entries, environment);
        boolean enabled = settings.flag(InstanceSettings.ENABLED, true);
        common.accept(settings);
        String type =
                kind == Kind.NOTIFIER ? settings.text(InstanceSettings.TYPE).orElse(name) : name;
        askedFor.add(name.toLowerCase(Locale.ROOT));
        askedFor.add(type);
        List<Candidate<F>> candidates = byType.getOrDefault(type, List.of());
        Candidate<F> candidate = candidates.isEmpty() ? null : candidates.get(0);
        if (!enabled) {
            status(name, type, candidate, State.DISABLED, List.of(prefix + name + ".enabled is off"));
        } else if (candidate == null) {
            List<String> problems = new ArrayList<>(settings.problems());
            problems.add(unknownType(name, type));
            misconfigured(name, type, null, problems);
        } else if (candidates.size() > 1) {
            misconfigured(name, type, null, List.of(rivalry(candidates)));
        } else {
            make(candidate, name, settings, true);
        }
    }

    private void makeUnasked(Candidate<F> candidate) {
        String name = candidate.type();
        if (candidate.location().equals(BUILT_IN)) {
            status(name, name, candidate, State.IDLE, List.of("set " + prefix + name + ".enabled=on to use it"));
        } else {
            make(candidate, name, new InstanceSettings(prefix, name, Map.of(), Map.of()), false);
        }
    }

    private void make(Candidate<F> candidate, String name, InstanceSettings settings, boolean asked) {
        Made<P> made = maker.make(candidate.factory(), settings);
        if (made.isFlawless()) {
            active.addAll(made.plugins());
            made.plugins().forEach(one -> toClose.add(one.plugin()));
            status(name, candidate.type(), candidate, State.ACTIVE, List.of());
        } else if (asked) {
            List<String> problems = new ArrayList<>(made.problems());
            if (!made.fault().isEmpty()) {
                problems.add(prefix + name + " cannot be made by " + candidate + ": " + made.fault());
            }
            misconfigured(name, candidate.type(), candidate, problems);
        } else if (made.fault().isEmpty()) {
            status(name, candidate.type(), candidate, State.IDLE, made.problems());
        } else {
            status(name, candidate.type(), candidate, State.BROKEN, List.of(made.fault()));
        }
    }

    private void misconfigured(String name, String type, @Nullable Candidate<F> candidate, List<String> problems) {
        errors.addAll(problems);
        status(name, type, candidate, State.MISCONFIGURED, problems);
    }

    private String what() {
        return kind == Kind.NOTIFIER ? "notifier" : "hardware monitor";
    }

    private String rivalry(Collection<Candidate<F>> rivals) {
        return "more than one " + what() + " is of type '"
                + rivals.iterator().next().type() + "': "
                + rivals.stream().map(Candidate::toString).collect(Collectors.joining(", and "))
                + "; remove all but one";
    }

    private String unknownType(String name, String type) {
        StringBuilder text = new StringBuilder(prefix + name + ": there is no " + what() + " of type '" + type + "'"
                + Nearest.hint(type, byType.keySet()) + "; known are " + byType.keySet());
        broken.forEach(one -> text.append("; ")
                .append(one.provider())
                .append(" in ")
                .append(one.location())
                .append(" is broken: ")
                .append(one.reason()));
        return text.toString();
    }

    /** The plug-ins, to be used and closed by the caller. */
    Resolved<P> toUse() {
        if (!errors.isEmpty()) {
            toClose.forEach(PluginMaker::close);
            throw new ConfigurationException(List.copyOf(errors));
        }
        statuses.stream().filter(it -> it.state() == State.BROKEN).forEach(PluginResolution::logBroken);
        logIdle(statuses.stream()
                .filter(it -> it.state() == State.IDLE && !it.location().equals(BUILT_IN))
                .toList());
        return new Resolved<>(active, statuses);
    }

    private static void logBroken(PluginStatus status) {
        log.warn(
                "The plug-in {} in {} cannot be used: {}",
                status.provider(),
                status.location(),
                String.join("; ", status.reasons()));
    }

    /** Who has all plug-ins there are does not want to read at every start what each of them could do. */
    private void logIdle(List<PluginStatus> idle) {
        if (idle.size() > MOST_IDLE_IN_DETAIL) {
            log.info(
                    "{} {}s are idle, as nothing is set for them: {}. Their status says what each needs",
                    idle.size(),
                    what(),
                    idle.stream().map(PluginStatus::name).collect(Collectors.joining(", ")));
        } else {
            idle.forEach(it -> log.info("{}{} is idle: {}", prefix, it.name(), String.join("; ", it.reasons())));
        }
    }

    /** What would become of each plug-in, none of which is used. */
    List<PluginStatus> toSee() {
        toClose.forEach(PluginMaker::close);
        return List.copyOf(statuses);
    }

    private void status(String name, String type, @Nullable Candidate<F> candidate, State state, List<String> reasons) {
        status(
                name,
                type,
                candidate == null ? "" : candidate.provider(),
                candidate == null ? "" : candidate.location(),
                state,
                reasons);
    }

    private void status(String name, String type, String provider, String location, State state, List<String> reasons) {
        statuses.add(new PluginStatus(kind, name, type, provider, location, state, reasons));
    }
}
