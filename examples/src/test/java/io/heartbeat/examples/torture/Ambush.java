package io.heartbeat.examples.torture;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** At what moment the runner is killed. */
enum Ambush {
    /** While it starts. */
    THE_START,
    /** At any moment. */
    ANY_MOMENT,
    /** When the service has got a push, before it has answered or after. */
    A_PUSH,
    /** When an entry appears in the outbox. */
    AN_ENTRY,
    THE_LEDGER,
    THE_TABLE;

    /** Deals them, so that each comes again within a few rounds, and counts those that were sprung. */
    static final class Deck {
        private final SplittableRandom random;
        private final List<Ambush> left = new ArrayList<>();
        private final Map<Ambush, Integer> sprung = new EnumMap<>(Ambush.class);
        private int inVain;

        Deck(SplittableRandom random) {
            this.random = random;
        }

        Ambush deal() {
            if (left.isEmpty()) {
                left.addAll(List.of(values()));
                left.add(ANY_MOMENT);
            }
            return left.remove(random.nextInt(left.size()));
        }

        void killed(Ambush ambush, boolean itWasSprung) {
            if (itWasSprung) {
                sprung.merge(ambush, 1, Integer::sum);
            } else {
                inVain++;
            }
        }

        /** How often those were sprung that were seldom. */
        int rarest() {
            return List.of(values()).stream()
                    .mapToInt(ambush -> sprung.getOrDefault(ambush, 0))
                    .min()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return sprung + (inVain == 0 ? "" : " and " + inVain + " after waiting in vain");
        }
    }
}
