package io.heartbeat.benchmarks.detection;

import static io.heartbeat.benchmarks.detection.Nanos.NEVER;

import java.util.Arrays;

/**
 * One detector in one {@link World}, from event to event. A crash is a fork: the same world and a copy of the detector, but the host
 * sends and answers nothing more, while what it has sent still arrives.
 */
final class Simulation {
    /** No datagram is under way for longer. */
    private static final long UNDER_WAY = 60 * Nanos.SECOND;

    private static final int MOST_QUESTIONS_AT_ONCE = 1_000;

    private final World world;
    private final DetectorUnderTest detector;
    private final long crash;
    private final Answers answers;
    private int nextBeat;
    private int nextStall;
    private long now;
    private boolean heardAny;
    private boolean suspects;
    private long suspectsSince;
    private long questions;
    private int questionsAtOnce;

    private long countedFrom;
    private long mistakes;
    private long mistakenNanos;

    Simulation(World world, DetectorUnderTest detector) {
        this(world, detector, NEVER, new Answers());
    }

    private Simulation(World world, DetectorUnderTest detector, long crash, Answers answers) {
        this.world = world;
        this.detector = detector;
        this.crash = crash;
        this.answers = answers;
    }

    /**
     * Runs to the end of the world.
     *
     * @param from what is before is not counted
     * @param crashes when to fork, in ascending order
     */
    Outcome run(long from, long[] crashes) {
        runUntil(from);
        countedFrom = from;
        long questionsBefore = questions;
        long[] detections = new long[crashes.length];
        for (int i = 0; i < crashes.length; i++) {
            runUntil(crashes[i]);
            detections[i] = detectionOf(crashes[i]);
        }
        runUntil(world.end);
        endMistake(world.stalls.before(world.end));
        Arrays.sort(detections);
        return new Outcome(world.end - from, mistakes, mistakenNanos, questions - questionsBefore, detections);
    }

    private void runUntil(long end) {
        boolean more = true;
        while (more) {
            more = stepBefore(end);
        }
        judge(world.stalls.before(end));
    }

    /** Lets the next thing happen if it happens before this time. */
    private boolean stepBefore(long end) {
        long beat = nextBeatHeardAt();
        long answer = answers.nextHeardAt();
        long stall = nextStall < world.stalls.count() ? world.stalls.to(nextStall) : NEVER;
        long ask = nextAskAt();
        long next = Math.min(Math.min(beat, answer), Math.min(stall, ask));
        if (next >= end) {
            return false;
        }
        if (next == stall) {
            resume(world.stalls.from(nextStall), stall);
        } else if (next == beat) {
            hear(world.heardOrder[nextBeat++], beat);
        } else if (next == answer) {
            hearAnswer(answer);
        } else {
            ask(ask);
        }
        return true;
    }

    private long nextBeatHeardAt() {
        for (; nextBeat < world.heardOrder.length; nextBeat++) {
            int beat = world.heardOrder[nextBeat];
            if (world.beats.sentAt()[beat] <= crash) {
                return world.heardAt[beat];
            } else if (world.heardAt[beat] - UNDER_WAY > crash) {
                return NEVER;
            }
        }
        return NEVER;
    }

    private long nextAskAt() {
        long ask = heardAny && !suspects ? detector.askAt() : NEVER;
        return ask == NEVER ? NEVER : world.stalls.after(Math.max(ask, now));
    }

    private void resume(long from, long to) {
        judge(from);
        if (heardAny) {
            detector.stalled(from, to);
        }
        nextStall++;
        now = to;
        if (heardAny && !suspects && detector.suspectsBefore(to)) {
            suspects = true;
            suspectsSince = to;
        }
    }

    private void hear(int beat, long at) {
        long sent = world.beats.sentAt()[beat];
        endMistake(at);
        detector.heard(
                at,
                beat + 1 + answers.givenBy(sent),
                world.uptime(sent),
                world.beats.promised()[beat],
                world.late(beat),
                false);
    }

    private void hearAnswer(long at) {
        long sent = answers.take();
        endMistake(at);
        long sequence = world.sentBy(sent) + answers.givenBy(sent);
        detector.heard(
                at, sequence, world.uptime(sent), world.promisedAt(sent), world.late(world.sentBy(sent) - 1), true);
    }

    private void ask(long at) {
        judge(at);
        if (suspects) {
            return;
        }
        questionsAtOnce = at == now ? questionsAtOnce + 1 : 0;
        if (questionsAtOnce > MOST_QUESTIONS_AT_ONCE) {
            throw new IllegalStateException("Asked again and again at " + at + " ns of " + world.trace);
        }
        now = at;
        questions++;
        detector.asked(at);
        long answered = world.answeredAt(at);
        if (answered < crash) {
            answers.add(answered, world.answerHeardAt(answered));
        }
    }

    /** Notes a suspicion that began before this time. */
    private void judge(long at) {
        if (heardAny && !suspects && at > now && detector.suspectsBefore(at)) {
            suspects = true;
            suspectsSince = Math.max(now, detector.suspectAt());
        }
    }

    private void endMistake(long at) {
        judge(at);
        if (suspects && suspectsSince >= countedFrom && crash == NEVER) {
            mistakes++;
            mistakenNanos += at - suspectsSince;
        }
        suspects = false;
        heardAny = true;
        now = at;
    }

    private long detectionOf(long at) {
        Simulation after = new Simulation(world, detector.copy(), at, answers.copy());
        after.nextBeat = nextBeat;
        after.nextStall = nextStall;
        after.now = now;
        after.heardAny = heardAny;
        after.suspects = suspects;
        after.suspectsSince = suspectsSince;
        long found = Math.max(at, after.finalSuspicion());
        return found - at - world.stalls.takenBetween(at, found);
    }

    private long finalSuspicion() {
        while (true) {
            boolean silent = nextBeatHeardAt() == NEVER && answers.nextHeardAt() == NEVER;
            if (silent && suspects) {
                return suspectsSince;
            }
            long suspectAt = silent ? Math.max(now, detector.suspectAt()) : NEVER;
            boolean noticed = !world.stalls.cover(suspectAt);
            if (!stepBefore(noticed ? suspectAt : world.stalls.after(suspectAt) + 1)) {
                return suspectAt;
            }
        }
    }
}
