package io.heartbeat.notifier.pushbullet;

import io.heartbeat.spi.SecretText;

/** Makes a text that came from elsewhere fit for a log: without the secret, in one line, printable, and not long. */
final class Redaction {
    private static final int CODE_POINTS = 200;

    private final SecretText secret;

    Redaction(SecretText secret) {
        this.secret = secret;
    }

    String clean(String text) {
        String printable = text.replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
        return Truncation.toCodePoints(printable.replace(secret.reveal(), "[hidden]"), CODE_POINTS);
    }
}
