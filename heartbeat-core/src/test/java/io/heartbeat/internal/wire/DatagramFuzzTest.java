package io.heartbeat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Corpus;
import io.heartbeat.event.Rejection;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any bytes as a datagram: a beat, or exactly one reason why not; the same from either kind of buffer. */
class DatagramFuzzTest {
    private static final GroupKey KEY = GroupKey.ofKey(new byte[32]);
    private static final GroupKey OTHER = GroupKey.ofKey(new byte[32], "other");

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] datagram) {
        List<Rejection> rejections = new ArrayList<>();
        BeatOpener opener = new BeatOpener(new KeyRing(List.of(KEY, OTHER)), sender -> null, rejections::add);
        ByteBuffer heap = ByteBuffer.wrap(datagram);
        ByteBuffer direct = ByteBuffer.allocateDirect(datagram.length + 7);
        direct.position(7).put(datagram).position(7);

        Opened opened = opener.open(heap);

        assertThat(rejections).hasSize(opened == null ? 1 : 0);
        assertThat(heap.position()).isZero();
        assertThat(heap.limit()).isEqualTo(datagram.length);
        assertThat(opener.open(direct) == null).isEqualTo(opened == null);
        assertThat(rejections).hasSize(opened == null ? 2 : 0);
        assertThat(rejections.stream().distinct().count()).isLessThan(2);
        if (opened != null) {
            assertThat(HostName.problem(opened.beat().host())).isNull();
        }
    }
}
