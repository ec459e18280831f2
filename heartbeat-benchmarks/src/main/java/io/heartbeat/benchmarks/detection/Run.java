package io.heartbeat.benchmarks.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Carries a {@link Plan} out, on as many threads as there are processors; the outcome does not depend on them. */
final class Run {
    private static final long FIRST_DAY_SEED = 4_711;
    private static final List<Candidate> FIRST_DAY =
            List.of(Candidate.HEARTBEAT, Candidate.ONE_WAY, Candidate.INHERITED, Candidate.PEKKO);

    private final Plan plan;

    Run(Plan plan) {
        this.plan = plan;
    }

    Map<Trace, Map<Candidate, Outcome>> outcomes() {
        List<Cell> cells = new ArrayList<>();
        for (Trace trace : plan.traces()) {
            for (long seed : plan.seeds()) {
                cells.add(new Cell(trace, () -> inOneWorld(trace, seed)));
            }
        }
        return added(cells);
    }

    /** Of the first day of hosts that nothing is known about. */
    Map<Trace, Map<Candidate, Outcome>> firstDays() {
        List<Candidate> candidates =
                plan.candidates().stream().filter(FIRST_DAY::contains).toList();
        List<Cell> cells = new ArrayList<>();
        for (Trace trace : plan.traces()) {
            for (int host = 0; host < plan.coldHosts() && !candidates.isEmpty(); host++) {
                long seed = FIRST_DAY_SEED + host;
                cells.add(new Cell(trace, () -> firstDay(trace, seed, candidates)));
            }
        }
        return added(cells);
    }

    private Map<Candidate, Outcome> inOneWorld(Trace trace, long seed) {
        World world = new World(trace, seed, (long) (plan.days() * Nanos.DAY));
        long from = world.beats.sentAt()[Plan.WARM_UP_BEATS];
        long[] crashes = crashes(world, from, seed);
        Map<Candidate, Outcome> outcomes = new LinkedHashMap<>();
        for (Candidate candidate : plan.candidates()) {
            outcomes.put(candidate, new Simulation(world, candidate.detectorFor(trace)).run(from, crashes));
        }
        return outcomes;
    }

    private long[] crashes(World world, long from, long seed) {
        SplittableRandom random = new Chance(seed).forThe("crashes").inARow();
        int count = (plan.crashes() + plan.seeds().size() - 1) / plan.seeds().size();
        return random.longs(count, from, world.end).sorted().toArray();
    }

    private static Map<Candidate, Outcome> firstDay(Trace trace, long seed, List<Candidate> candidates) {
        World world = new World(trace, seed, Nanos.DAY);
        Map<Candidate, Outcome> outcomes = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            outcomes.put(candidate, new Simulation(world, candidate.detectorFor(trace)).run(0, new long[0]));
        }
        return outcomes;
    }

    private record Cell(Trace trace, Callable<Map<Candidate, Outcome>> work) {}

    private static Map<Trace, Map<Candidate, Outcome>> added(List<Cell> cells) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Map<Candidate, Outcome>>> done = new ArrayList<>();
            for (Cell cell : cells) {
                done.add(threads.submit(cell.work));
            }
            Map<Trace, Map<Candidate, Outcome>> all = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                Map<Candidate, Outcome> sum = all.computeIfAbsent(cells.get(i).trace, trace -> new LinkedHashMap<>());
                done.get(i).get().forEach((candidate, outcome) -> sum.merge(candidate, outcome, Outcome::plus));
            }
            return all;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("The simulation did not come to its end", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
