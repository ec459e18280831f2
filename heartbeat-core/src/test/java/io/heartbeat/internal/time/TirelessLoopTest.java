package io.heartbeat.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TirelessLoopTest {
    private final List<String> said = new ArrayList<>();
    private final TirelessLoop loop =
            new TirelessLoop(new Complaints((what, failure) -> said.add(what)), "It failed; it goes on");
    private int rounds;

    @Test
    void goesOnWhateverARoundThrows() {
        loop.run(() -> rounds < 4, () -> {
            switch (rounds++) {
                case 0 -> throw new IllegalStateException();
                case 1 -> throw new OutOfMemoryError("for the test");
                case 2 -> throw new NoClassDefFoundError();
                default -> {}
            }
        });

        assertThat(rounds).isEqualTo(4);
        assertThat(said).containsExactly("It failed; it goes on");
    }

    @Test
    void aRoundThatFailsIsTheLastIfNoMoreAreWanted() {
        loop.run(() -> false, () -> {
            rounds++;
            throw new OutOfMemoryError("for the test");
        });

        assertThat(rounds).isEqualTo(1);
    }

    @Test
    void endsWithWhatARoundDeclaresToThrow() {
        assertThatThrownBy(() -> loop.run(() -> true, () -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(said).isEmpty();
    }

    @Test
    void theRehearsalIsNotHeard() {
        assertThat(said).isEmpty();
    }
}
