package io.heartbeat;

import io.heartbeat.event.HardwareCondition;
import io.heartbeat.event.HardwareProblem;
import io.heartbeat.internal.monitor.OpenCondition;
import io.heartbeat.internal.monitor.RememberedHost;
import io.heartbeat.internal.notify.Beliefs;
import io.heartbeat.internal.notify.Newcomer;
import io.heartbeat.internal.notify.ToldCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that a monitor remembers, in agreement with what people were told of them.
 *
 * <p>The table of hosts is written after people were told, so a crash in between leaves it behind; a damaged ledger, in whose place
 * the one before comes, is left behind the table. Of each host it is found out which knows more, and the other follows: or a
 * flatline, a recovery or a whole host would never be told again.
 */
final class Recollection {
    private final Beliefs told;

    private Recollection(Beliefs told) {
        this.told = told;
    }

    /** @param told what people believe; null if nobody is told anything */
    static List<RememberedHost> of(List<RememberedHost> table, @Nullable Beliefs told) {
        return told == null ? table : new Recollection(told).of(table);
    }

    private List<RememberedHost> of(List<RememberedHost> table) {
        Map<String, Newcomer> newcomers = new LinkedHashMap<>();
        told.newcomers().forEach(newcomer -> newcomers.put(newcomer.host(), newcomer));
        List<RememberedHost> hosts = new ArrayList<>();
        for (RememberedHost host : table) {
            Newcomer newcomer = newcomers.remove(host.name());
            hosts.add(newcomer == null || host.session() != null ? host : host.toldNewAs(newcomer.id()));
        }
        newcomers
                .values()
                .forEach(newcomer -> hosts.add(RememberedHost.heardOnce(
                                newcomer.host(), newcomer.atMillis(), newcomer.gapMillis(), newcomer.address())
                        .toldNewAs(newcomer.id())));
        return hosts.stream().map(host -> hardware(life(host))).toList();
    }

    private RememberedHost life(RememberedHost host) {
        if (!told.isDown(host.name())) {
            return host.isDown() ? believedUp(host) : host;
        }
        if (host.isDown() || host.flaps()) {
            return host;
        }
        Long since = told.downSince(host.name());
        if (since != null && host.sinceMillis() > since) {
            told.correctUp(host.name());
            return host;
        }
        return told.flaps(host.name()) ? host.toldFlapping() : host.toldDown();
    }

    /** Either its end was told, or it was told before the time of which the ledger knows. */
    private RememberedHost believedUp(RememberedHost host) {
        if (told.told(host.downId()) || told.isToldOver(host.down())) {
            return host.toldUp();
        }
        if (told.any()) {
            told.correct(host.down());
        }
        return host;
    }

    private RememberedHost hardware(RememberedHost host) {
        Map<String, Map<String, ToldCondition>> believed = new HashMap<>();
        told.hardware(host.name()).forEach((component, codes) -> believed.put(component, new HashMap<>(codes)));
        List<OpenCondition> conditions = new ArrayList<>();
        for (OpenCondition open : host.conditions()) {
            HardwareCondition condition = open.condition();
            Map<String, ToldCondition> codes = believed.getOrDefault(condition.component(), new HashMap<>());
            HardwareProblem problem = open.problem(host.name());
            if (codes.remove(condition.code()) == null) {
                if (told.told(problem.id()) || told.isToldOver(problem)) {
                    continue; // and so was its end
                }
                if (told.any()) {
                    told.correct(problem);
                }
            }
            conditions.add(open);
        }
        believed.forEach(
                (component, codes) -> codes.forEach((code, it) -> conditions.add(known(component, code, it, host))));
        return host.with(conditions);
    }

    /** A condition that only people know: its end is to be told too, and it is known again by when it began. */
    private static OpenCondition known(String component, String code, ToldCondition it, RememberedHost host) {
        Instant since = it.since() == null ? Instant.ofEpochMilli(host.lastSeenMillis()) : it.since();
        return OpenCondition.found(
                new HardwareCondition(component, component, code, it.severity(), code, "", "", since));
    }
}
