package io.heartbeat.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.internal.detect.DetectionTarget;
import io.heartbeat.internal.detect.FailureDetector;
import io.heartbeat.internal.detect.LatenessModel;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.SenderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTableTest {
    private static final GroupKey KEY = GroupKey.ofKey(new byte[32]);

    /** So few that hosts come to lie one after the other, and so many that some have the same place by right and even the same half of an id. */
    private static final int PLACES_BY_RIGHT = 20;

    private static final int STEPS = 3_000;

    private final SenderTable table = new SenderTable();
    private final Map<SenderId, WatchedHost> model = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoeverWasAddedIsFoundUntilRemoved(long seed) {
        Random random = new Random(seed);
        List<SenderId> ids = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            // grows for a while, then shrinks, again and again
            boolean grows = step % 1_000 < 600;
            if (random.nextInt(10) < (grows ? 8 : 2)) {
                // the last places first, so that rows of hosts go on from the end to the beginning
                SenderId id = new SenderId(random.nextLong(), -1 - random.nextInt(PLACES_BY_RIGHT));
                WatchedHost host = host(id);
                ids.add(id);
                model.put(id, host);
                table.add(id, host);
            } else if (!ids.isEmpty()) {
                SenderId id = ids.remove(random.nextInt(ids.size()));
                model.remove(id);
                table.remove(id);
                assertThat(table.find(id)).isNull();
                table.remove(id);
            }
            if (step % 10 == 0) {
                assertThat(ids).allSatisfy(id -> assertThat(table.find(id)).isSameAs(model.get(id)));
                assertThat(table.find(new SenderId(random.nextLong(), -1 - random.nextInt(PLACES_BY_RIGHT))))
                        .isNull();
            }
        }
    }

    private static WatchedHost host(SenderId id) {
        WatchedHost host = new WatchedHost(
                id.toString(), new HostSessions(), new FailureDetector(DetectionTarget.usual(), new LatenessModel()));
        host.cipher = KEY.cipherFor(id);
        return host;
    }
}
