package io.heartbeat.notifier.http;

import java.time.Instant;

/**
 * What an answer means, as only its service can tell. The service's own words are shown to people, cleaned and cut, without secrets;
 * they may be empty.
 */
public sealed interface Reply {

    /** The service has taken it. */
    record Delivered(String reference) implements Reply {}

    /** It is as its HTTP status says. */
    record ByStatus(String words) implements Reply {}

    /** It may work later. */
    record Troubled(String words) implements Reply {}

    /** What lets us in is wrong, withdrawn, or does not allow this. */
    record Unauthorised(String words, String advice) implements Reply {}

    /** A setting is wrong. */
    record Misconfigured(String key, String words, String advice) implements Reply {}

    /** The service will not take this one message. */
    record Unacceptable(String words) implements Reply {}

    /** The account has sent what it may. */
    record UsedUp(Instant until, String words, String advice) implements Reply {}

    /** The service has taken it, and calls it so; empty if it does not say. */
    static Reply delivered(String reference) {
        return new Delivered(reference);
    }

    /**
     * As the status says: 2xx is delivered; 408, 425, 429 and 5xx are tried again, when the answer says so; 401 and 403 are a matter
     * of the credential; 3xx, 404, 405 and 410 of the address; whatever else there is, of this one message.
     */
    static Reply byStatus(String words) {
        return new ByStatus(words);
    }

    /** It may work later: when the answer says so, or else when the core thinks it is time. */
    static Reply troubled(String words) {
        return new Troubled(words);
    }

    /**
     * Refused for want of a right: the queue waits until somebody corrects {@link HttpService#credential}.
     *
     * @param advice what to do, as {@code make a new one at https://…}; may be empty
     */
    static Reply unauthorised(String words, String advice) {
        return new Unauthorised(words, advice);
    }

    /**
     * A setting is wrong: the queue waits until somebody corrects it.
     *
     * @param key the setting, without {@code notifier.<name>.}
     * @param advice what it must be; may be empty
     */
    static Reply misconfigured(String key, String words, String advice) {
        return new Misconfigured(key, words, advice);
    }

    /** This one message is refused: it is set aside, and the next one is tried. */
    static Reply unacceptable(String words) {
        return new Unacceptable(words);
    }

    /**
     * Nothing more until then.
     *
     * @param advice how to get more; may be empty
     */
    static Reply usedUp(Instant until, String words, String advice) {
        return new UsedUp(until, words, advice);
    }
}
