package io.heartbeat.notifier.pushbullet;

import io.heartbeat.spi.RecipientName;

/**
 * Whom a push goes to, within one account.
 *
 * @param value the iden, address or tag; empty for all devices
 */
record Target(Kind kind, String value) {
    static final Target ALL_DEVICES = new Target(Kind.ALL_DEVICES, "");

    enum Kind {
        ALL_DEVICES("", "", "", ""),
        DEVICE(
                "device",
                "device_iden",
                "\\S+",
                "the iden of a device, which https://docs.pushbullet.com/#list-devices shows, not its nickname"),
        EMAIL("email", "email", "[^\\s@]+@[^\\s@]+", "an e-mail address"),
        CHANNEL("channel", "channel_tag", "\\S+", "the tag of a channel that the account owns");

        private final String key;
        private final String field;
        private final String pattern;
        private final String expected;

        Kind(String key, String field, String pattern, String expected) {
            this.key = key;
            this.field = field;
            this.pattern = pattern;
            this.expected = expected;
        }

        /** The setting that holds such targets. */
        String key() {
            return key;
        }

        /** Pushbullet's name for it. */
        String field() {
            return field;
        }

        String pattern() {
            return pattern;
        }

        String expected() {
            return expected;
        }
    }

    /** The notifier's recipient; the account is empty if there is just one. */
    String recipient(String account) {
        if (kind == Kind.ALL_DEVICES) {
            return account;
        }
        return (account.isEmpty() ? "" : account + "-") + kind.key() + "-" + RecipientName.of(value);
    }
}
