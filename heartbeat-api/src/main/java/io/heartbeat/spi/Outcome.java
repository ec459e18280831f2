package io.heartbeat.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of one attempt to deliver a notification.
 *
 * <p>Reasons are shown to people, so use the service's own words; never put a secret, or an address that holds one, into a reason.
 */
public sealed interface Outcome {

    /**
     * The service has taken it.
     *
     * @param reference how the service calls it; may be empty
     */
    record Delivered(String reference) implements Outcome {}

    /**
     * It may work later: the service cannot be reached, is overloaded or broken.
     *
     * @param reason why not now
     * @param after how long the service wants to be left alone; empty if it does not say, which lets the core back off
     */
    record Retry(String reason, Optional<Duration> after) implements Outcome {}

    /**
     * It will not work like this, however often it is tried.
     *
     * @param refusal what is at fault
     * @param reason why, and what to do about it
     */
    record Rejected(Refusal refusal, String reason) implements Outcome {}

    /**
     * The account has used up what it may send.
     *
     * @param reason what the service says
     * @param until when it may send again
     */
    record Quota(String reason, Instant until) implements Outcome {}

    /** What is at fault when a service refuses for good. */
    enum Refusal {
        /** A setting: an address, a channel, a device that does not exist. The queue waits for a correction. */
        CONFIGURATION,
        /** The credentials are wrong, withdrawn, or do not allow this. The queue waits for a correction. */
        AUTHORISATION,
        /** This one message. It is set aside, and the next one is tried. */
        PAYLOAD
    }

    /** The service has taken it. */
    static Outcome delivered() {
        return new Delivered("");
    }

    /** The service has taken it and calls it so. */
    static Outcome delivered(String reference) {
        return new Delivered(reference);
    }

    /** Try again after a while, the core knows when. */
    static Outcome retry(String reason) {
        return new Retry(reason, Optional.empty());
    }

    /** Try again, but not before the service wants it. */
    static Outcome retryAfter(Duration after, String reason) {
        return new Retry(reason, Optional.of(after));
    }

    /** Refused for good. */
    static Outcome rejected(Refusal refusal, String reason) {
        return new Rejected(refusal, reason);
    }

    /** Nothing more until then. */
    static Outcome quota(Instant until, String reason) {
        return new Quota(reason, until);
    }
}
