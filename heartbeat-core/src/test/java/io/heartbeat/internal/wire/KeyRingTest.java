package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private final GroupKey present = GroupKey.ofKey(new byte[32], "present");
    private final GroupKey former = GroupKey.ofKey(new byte[32], "former");

    @Test
    void firstKeySealsAndAllAreFound() {
        KeyRing ring = new KeyRing(List.of(present, former));

        assertThat(ring.sealing()).isSameAs(present);
        assertThat(ring.find(present.id())).isSameAs(present);
        assertThat(ring.find(former.id())).isSameAs(former);
    }

    @Test
    void otherKeysAreNotFound() {
        assertThat(new KeyRing(List.of(present)).find(former.id())).isNull();
    }

    @Test
    void needsAKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyRing(List.of()));
    }

    @Test
    void listIsCopied() {
        List<GroupKey> keys = new ArrayList<>(List.of(present));
        KeyRing ring = new KeyRing(keys);
        keys.set(0, former);

        assertThat(ring.sealing()).isSameAs(present);
    }
}
