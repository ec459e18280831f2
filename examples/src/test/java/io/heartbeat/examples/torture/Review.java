package io.heartbeat.examples.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what people were told, in whatever form, with what has happened. */
final class Review {
    private final List<Service.Taken> taken;
    private final List<Set<String>> leftOver;
    private final boolean damaged;
    private final OutboxView outbox;

    /**
     * Of all that was told until now.
     *
     * @param leftOver for each life, what it left in the outbox
     * @param damaged whether files were
     */
    Review(List<Service.Taken> taken, List<Set<String>> leftOver, boolean damaged, OutboxView outbox) {
        this.taken = taken;
        this.leftOver = leftOver;
        this.damaged = damaged;
        this.outbox = outbox;
    }

    /** The letters of what the service took about a host, each thing once. */
    static String told(String host, List<Service.Taken> taken) {
        StringBuilder letters = new StringBuilder();
        Set<String> ids = new HashSet<>();
        for (Service.Taken push : taken) {
            for (Occurrence each : push.told()) {
                if (each.host().equals(host) && ids.add(each.id())) {
                    letters.append(each.letter());
                }
            }
        }
        return letters.toString();
    }

    /**
     * What is wrong with what was told.
     *
     * @param honestGap who was silent for longer may have been called dead, for this process is slow, too
     */
    List<String> findings(List<Host> hosts, Duration honestGap) {
        List<String> findings = new ArrayList<>();
        for (Host host : hosts) {
            String told = told(host.name, taken);
            String life = told.replaceAll("[PH]", "");
            String disk = told.replaceAll("[^PH]", "");
            if (host.longestGap().compareTo(honestGap) < 0
                    && !(life.matches(host.life.toString()) && disk.matches(diskToBeTold(host)))) {
                findings.add(host.name + " lived " + host.life + " and was told " + life + ", its disk " + host.disk
                        + " and was told " + disk + " (longest gap "
                        + host.longestGap().toMillis() + " ms)");
            }
        }
        taken.stream()
                .map(Service.Taken::problem)
                .filter(problem -> !problem.isEmpty())
                .forEach(findings::add);
        repetitions(findings);
        return findings;
    }

    /** If the ledger is lost that knew of it, the end of a problem is told again rather than never. */
    private String diskToBeTold(Host host) {
        return damaged ? host.disk.toString().replace("H", "H+") : host.disk.toString();
    }

    /** The same comes again only if its sender was not told that it had come, or died before it had written that down. */
    private void repetitions(List<String> findings) {
        Map<String, Service.Taken> before = new HashMap<>();
        for (Service.Taken push : taken) {
            for (String id : push.ids()) {
                Service.Taken last = before.put(id, push);
                boolean excused = last == null
                        || !last.answered()
                        || outbox.isSpoiled(id)
                        || (last.life() < leftOver.size()
                                && last.life() != push.life()
                                && leftOver.get(last.life()).contains(id));
                if (!excused) {
                    findings.add("told again for no reason: " + push + " after " + last);
                }
            }
        }
    }
}
