package io.heartbeat.benchmarks.detection;

import java.util.ArrayList;
import java.util.List;

/** All traces. */
final class Traces {
    private static final Loss TOTAL_3 = Loss.bursts(0.05, 3, 1);
    private static final Loss TOTAL_8 = Loss.bursts(0.05, 8, 1);
    private static final Loss PARTIAL_8 = Loss.bursts(0.05, 8, 0.7);

    private Traces() {}

    static List<Trace> all() {
        List<Trace> all = new ArrayList<>();
        Trace lan = new Trace("lan", "LAN, no loss");
        Trace iid1 = lan.but("iid1", "1 % loss", t -> t.loss = Loss.independent(0.01));
        Trace iid5 = lan.but("iid5", "5 % loss", t -> t.loss = Loss.independent(0.05));
        Trace iid20 = lan.but("iid20", "20 % loss", t -> t.loss = Loss.independent(0.20));
        all.add(lan);
        all.add(iid1);
        all.add(iid5);
        all.add(iid5.but("iid5-jit", "5 % loss, 10 % send jitter", t -> t.sendJitter = 0.1));
        all.add(iid20);
        all.add(lan.but("lan-drift", "each gap longer by up to 10 %", t -> {
            t.sendJitter = 0.1;
            t.drifts = true;
        }));
        for (Trace open : List.of(lan, iid1, iid5, iid20)) {
            all.add(open.but(
                    open.name + "#firewall", open.title + ", questions blocked", t -> t.questionsBlocked = true));
        }
        addDelays(all, lan);
        addBursts(all, lan);
        addPauses(all, lan);
        addStalls(all, lan);
        addChanges(all, iid1);
        all.add(home(lan));
        return all;
    }

    static Trace named(String name) {
        return all().stream()
                .filter(trace -> trace.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void addDelays(List<Trace> all, Trace lan) {
        Loss rare = Loss.independent(0.005);
        all.add(lan.but("wan", "heavy-tailed delay", t -> {
            t.loss = rare;
            t.delay = Delay.heavyTailed(0.020, 1.2);
        }));
        all.add(lan.but("wan-corr", "heavy-tailed delay in spells", t -> {
            t.loss = rare;
            t.delay = Delay.heavyTailedInSpells(0.020, 1.2, 10);
            t.inOrder = true;
        }));
        Trace powerSave = lan.but("psave", "power save, batches every 3 s", t -> t.heldUntilEvery = 3 * Nanos.SECOND);
        all.add(powerSave);
        all.add(powerSave.but("psave-mix", "power save 10 of every 30 min", t -> {
            t.heldPart = 600 * Nanos.SECOND;
            t.heldPeriod = 1_800 * Nanos.SECOND;
        }));
    }

    private static void addBursts(List<Trace> all, Trace lan) {
        all.add(lan.but("ge3", "outages of 3 beats on average, 5 % loss", t -> t.loss = TOTAL_3));
        all.add(lan.but("ge8soft", "bursts of 8 beats, 70 % lost inside, 5 % loss", t -> t.loss = PARTIAL_8));
        all.add(lan.but("ge8", "outages of 8 beats on average, 5 % loss", t -> t.loss = TOTAL_8));
    }

    private static void addPauses(List<Trace> all, Trace lan) {
        all.add(lan.but("gc2", "24 pauses of 2 s a day", t -> t.pauses.add(often(24, 2))));
        all.add(lan.but("gc5", "24 pauses of 5 s a day", t -> t.pauses.add(often(24, 5))));
        all.add(lan.but("gcmix", "24 pauses of 2 s, 6 of 5 s, 1 of 20 s a day", t -> {
            t.pauses.add(often(24, 2));
            t.pauses.add(often(6, 5));
            t.pauses.add(often(1, 20));
        }));
    }

    private static void addStalls(List<Trace> all, Trace lan) {
        all.add(lan.but("stall10", "monitor stalls 10 s, 6 times a day", t -> t.stalls.add(often(6, 10))));
        all.add(lan.but("sleep1h", "monitor sleeps 1 h, twice a day", t -> t.sleeps.add(often(2, 3_600))));
    }

    private static void addChanges(List<Trace> all, Trace iid1) {
        Trace told = iid1.but("chg-told", "interval 1 s to 10 s and back, announced", t -> {
            t.otherInterval = 10 * Nanos.SECOND;
            t.changesEvery = 6 * Nanos.HOUR;
        });
        all.add(told);
        all.add(told.but("chg-silent", "interval 1 s to 10 s and back, not announced", t -> t.changesAreTold = false));
    }

    private static Trace home(Trace lan) {
        return lan.but("home", "mixed home network", t -> {
            t.loss = Loss.independent(0.01).or(Loss.bursts(0.005, 8, 0.7));
            t.delay = Delay.heavyTailedInSpells(0.004, 1, 5);
            t.inOrder = true;
            t.sendJitter = 0.1;
            t.pauses.add(often(12, 2));
            t.pauses.add(often(2, 5));
            t.stalls.add(often(3, 10));
        });
    }

    private static Spans.Often often(double perDay, long seconds) {
        return new Spans.Often(perDay, seconds * Nanos.SECOND);
    }
}
