package io.heartbeat.examples.it;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Whatever is left to chance for one member: the same again for the same seed and member. */
final class Dice {
    private final Random random;

    Dice(long seed, String member) {
        random = new Random(seed ^ (member.hashCode() * 0x9E3779B97F4A7C15L));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    Duration between(Duration least, Duration most) {
        return least.plusMillis((long) (random.nextDouble() * most.minus(least).toMillis()));
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
