package io.heartbeat.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heartbeat.spi.SecretText;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves to who shares the secret that a body comes from us, and of when it tells. */
final class Signature {
    static final String HEADER = "X-Heartbeat-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /**
     * {@code t=<Unix time>,v1=<hexadecimal HMAC-SHA256 of that time, a dot and the body>}.
     *
     * @param at when it happened, not when it is sent: every attempt is the same
     */
    static String of(String body, Instant at, SecretText secret) {
        String time = String.valueOf(at.getEpochSecond());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), ALGORITHM));
            byte[] signature = mac.doFinal((time + "." + body).getBytes(UTF_8));
            return "t=" + time + ",v1=" + HexFormat.of().formatHex(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
