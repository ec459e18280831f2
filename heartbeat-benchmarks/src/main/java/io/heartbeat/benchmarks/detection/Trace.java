package io.heartbeat.benchmarks.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a host, its network and its monitor go through; with a seed, a {@link World}. */
final class Trace {
    final String name;
    final String title;

    long interval = Nanos.SECOND;
    Loss loss = Loss.NONE;
    Delay delay = Delay.LAN;

    /** Datagrams never overtake each other. */
    boolean inOrder;

    /** Beats are held back until the next multiple of this time; 0 if not at all. */
    long heldUntilEvery;

    /** They are held back in the first part of each of these periods only. */
    long heldPart = 1;

    long heldPeriod = 1;

    /** Questions never reach the host. */
    boolean questionsBlocked;

    /** Each beat goes out late by up to this share of the interval. */
    double sendJitter;

    /** The schedule is put off by as much as the beats. */
    boolean drifts;

    List<Spans.Often> pauses = new ArrayList<>();
    List<Spans.Often> stalls = new ArrayList<>();
    List<Spans.Often> sleeps = new ArrayList<>();

    /** The other interval, in every second of these periods; 0 if it never changes. */
    long otherInterval;

    long changesEvery = Nanos.DAY;
    boolean changesAreTold = true;

    Trace(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /** The same with a difference. */
    Trace but(String otherName, String otherTitle, Consumer<Trace> difference) {
        Trace other = new Trace(otherName, otherTitle);
        other.interval = interval;
        other.loss = loss;
        other.delay = delay;
        other.inOrder = inOrder;
        other.heldUntilEvery = heldUntilEvery;
        other.heldPart = heldPart;
        other.heldPeriod = heldPeriod;
        other.questionsBlocked = questionsBlocked;
        other.sendJitter = sendJitter;
        other.drifts = drifts;
        other.pauses = new ArrayList<>(pauses);
        other.stalls = new ArrayList<>(stalls);
        other.sleeps = new ArrayList<>(sleeps);
        other.otherInterval = otherInterval;
        other.changesEvery = changesEvery;
        other.changesAreTold = changesAreTold;
        difference.accept(other);
        return other;
    }

    long intervalAt(long nanos) {
        return otherInterval != 0 && nanos / changesEvery % 2 == 1 ? otherInterval : interval;
    }

    boolean holdsBackAt(long nanos) {
        return heldUntilEvery != 0 && nanos % heldPeriod < heldPart;
    }

    @Override
    public String toString() {
        return name;
    }
}
