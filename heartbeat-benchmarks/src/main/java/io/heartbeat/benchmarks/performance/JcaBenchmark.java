package io.heartbeat.benchmarks.performance;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What AES-256-GCM costs as the Java runtime has it, for a message as long as a beat: no opener can be faster or allocate less. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JcaBenchmark {
    private static final int HEADER = 24;
    private static final int NONCE = 36;
    private static final int NONCE_LENGTH = 12;
    private static final int SEALED = 48;
    private static final int TAG = 16;

    /** In turn; one cipher has to take them all. */
    @Param({"1", "2"})
    public int keys = 1;

    private final byte[] plaintext = new byte[Magazine.LENGTH];
    private final Cipher cipher = cipher();
    private SecretKey[] specs = {};
    private byte[][] datagrams = {};
    private int turn;

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Setup
    public void seal() throws GeneralSecurityException {
        specs = new SecretKey[keys];
        datagrams = new byte[keys][Magazine.LENGTH];
        byte[] key = new byte[32];
        for (int i = 0; i < keys; i++) {
            new SecureRandom().nextBytes(key);
            specs[i] = new SecretKeySpec(key, "AES");
            initialise(Cipher.ENCRYPT_MODE, i);
            cipher.doFinal(datagrams[i], SEALED, Magazine.LENGTH - SEALED - TAG, datagrams[i], SEALED);
        }
    }

    @Benchmark
    public int open() throws GeneralSecurityException {
        turn = (turn + 1) % keys;
        initialise(Cipher.DECRYPT_MODE, turn);
        return cipher.doFinal(datagrams[turn], SEALED, Magazine.LENGTH - SEALED, plaintext, 0);
    }

    private void initialise(int mode, int which) throws GeneralSecurityException {
        cipher.init(mode, specs[which], new GCMParameterSpec(8 * TAG, datagrams[which], NONCE, NONCE_LENGTH));
        cipher.updateAAD(datagrams[which], 0, HEADER);
    }
}
