package io.heartbeat.examples.it;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What somebody without the secret can pour into a monitor's port, from cheap to dear for the monitor. */
enum FloodKind {
    /** Anything at all. */
    GARBAGE {
        @Override
        byte[] make(byte[] genuine, Random random) {
            return noise(1 + random.nextInt(LONGEST), random);
        }
    },
    /** Beats of other groups. */
    WRONG_KEY {
        @Override
        byte[] make(byte[] genuine, Random random) {
            return with(genuine, noise(genuine.length - KEY_ID, random), KEY_ID);
        }
    },
    /** Beats under the right key id, of hosts that do not exist or that do, with nothing right behind. */
    BAD_TAG {
        @Override
        byte[] make(byte[] genuine, Random random) {
            int from = random.nextBoolean() ? SENDER_ID : NONCE;
            return with(genuine, noise(genuine.length - from, random), from);
        }
    },
    /** Genuine beats, again and again. */
    REPLAYED {
        @Override
        byte[] make(byte[] genuine, Random random) {
            return genuine;
        }
    };

    private static final int LONGEST = 1_400;
    private static final int KEY_ID = 4;
    private static final int SENDER_ID = 8;
    private static final int NONCE = 24;

    abstract byte[] make(byte[] genuine, Random random);

    /** Many of them, ready to be sent. */
    List<ByteBuffer> datagrams(List<byte[]> genuine, int many) {
        Random random = new Random(1);
        List<ByteBuffer> datagrams = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            byte[] bytes = make(genuine.get(i % genuine.size()), random);
            datagrams.add(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        }
        return datagrams;
    }

    private static byte[] noise(int length, Random random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] with(byte[] genuine, byte[] end, int from) {
        byte[] changed = genuine.clone();
        System.arraycopy(end, 0, changed, from, end.length);
        return changed;
    }
}
