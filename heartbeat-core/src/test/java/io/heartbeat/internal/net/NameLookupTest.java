package io.heartbeat.internal.net;

import static io.heartbeat.internal.net.Links.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class NameLookupTest {
    private final ManualClock clock = new ManualClock();
    private final Map<String, InetAddress[]> dns = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final NameLookup names =
            new NameLookup(List.of("nas", "db", "192.0.2.9"), clock, this::resolve, background::add);

    @Test
    void literalsAreKnownAtOnceAndNeverAskedFor() {
        assertThat(names.addresses("192.0.2.9")).containsExactly(ip("192.0.2.9"));

        refresh();

        assertThat(asked).containsExactlyInAnyOrder("nas", "db");
    }

    @Test
    void namesAreLookedUpInTheBackground() {
        dns.put("nas", addresses("192.0.2.1", "2001:db8::1"));

        names.refresh();
        assertThat(names.addresses("nas")).isEmpty();

        runBackground();
        assertThat(names.addresses("nas")).containsExactly(ip("192.0.2.1"), ip("2001:db8::1"));
        assertThat(names.addresses("db")).isEmpty();
    }

    @Test
    void aThreadThatCannotBeHadPutsTheLookupOffAndKeepsNoBeatFromBeingSent() {
        Queue<Runnable> later = new ArrayDeque<>();
        List<OutOfMemoryError> failures =
                new ArrayList<>(List.of(new OutOfMemoryError("unable to create native thread")));
        NameLookup starved = new NameLookup(List.of("nas"), clock, this::resolve, task -> {
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            later.add(task);
        });

        starved.refresh();
        assertThat(later).isEmpty();
        starved.refresh();
        assertThat(later).hasSize(1);
    }

    @Test
    void onlyOneLookupGoesOnAtATime() {
        names.refresh();
        clock.advance(Duration.ofHours(1));
        names.refresh();

        assertThat(background).hasSize(1);
    }

    @Test
    void aGoodAnswerLastsAMinuteAndAFailureFiveSeconds() {
        dns.put("nas", addresses("192.0.2.1"));
        refresh();
        asked.clear();

        clock.advance(Duration.ofMillis(4_999));
        refresh();
        assertThat(asked).isEmpty();

        clock.advance(Duration.ofMillis(1));
        refresh();
        assertThat(asked).containsExactly("db");

        dns.put("db", addresses("192.0.2.2"));
        clock.advance(Duration.ofSeconds(55));
        refresh();
        assertThat(asked).containsExactlyInAnyOrder("db", "db", "nas");
    }

    @Test
    void theLastGoodAddressesOutliveAFailingDns() {
        dns.put("nas", addresses("192.0.2.1"));
        refresh();
        dns.clear();

        clock.advance(Duration.ofMinutes(1));
        refresh();

        assertThat(names.addresses("nas")).containsExactly(ip("192.0.2.1"));
    }

    @Test
    void aHostThatMovedIsFollowed() {
        dns.put("nas", addresses("192.0.2.1"));
        refresh();
        dns.put("nas", addresses("192.0.2.77"));

        clock.advance(Duration.ofMinutes(1));
        refresh();

        assertThat(names.addresses("nas")).containsExactly(ip("192.0.2.77"));
    }

    @Test
    void noMoreThanFourAddressesAreUsed() {
        dns.put("nas", addresses("192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.3", "192.0.2.4", "192.0.2.5"));

        refresh();

        assertThat(names.addresses("nas"))
                .containsExactly(ip("192.0.2.1"), ip("192.0.2.2"), ip("192.0.2.3"), ip("192.0.2.4"));
    }

    @Test
    void aResolverThatMisbehavesIsAFailureLikeAnyOther() {
        NameLookup unlucky = new NameLookup(
                List.of("nas"),
                clock,
                host -> {
                    asked.add(host);
                    throw new IllegalStateException("no resolver");
                },
                background::add);

        unlucky.refresh();
        runBackground();
        clock.advance(Duration.ofSeconds(5));
        unlucky.refresh();
        runBackground();

        assertThat(asked).containsExactly("nas", "nas");
    }

    private void refresh() {
        names.refresh();
        runBackground();
    }

    private void runBackground() {
        for (Runnable task = background.poll(); task != null; task = background.poll()) {
            task.run();
        }
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.add(host);
        InetAddress[] found = dns.get(host);
        if (found == null) {
            throw new UnknownHostException(host);
        }
        return found;
    }

    private static InetAddress[] addresses(String... literals) {
        return List.of(literals).stream().map(Links::ip).toArray(InetAddress[]::new);
    }
}
