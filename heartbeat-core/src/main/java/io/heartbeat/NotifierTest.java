package io.heartbeat;

/**
 * What came of one test notification.
 *
 * @param name the name of the notifier, with its recipient if it has several
 * @param type its type
 * @param state what came of it
 * @param message the service's own words: how it calls what it took, or why it did not; may be empty
 */
public record NotifierTest(String name, String type, State state, String message) {

    /** What can come of a test notification. */
    public enum State {
        /** The service has taken it. */
        SENT,
        /** The service refuses it for good: a setting or a credential is wrong. */
        REFUSED,
        /** The account has used up what it may send. */
        QUOTA,
        /** The service could not be reached, is overloaded or broken, or the notifier failed: it may work later. */
        UNAVAILABLE,
        /** There was no answer within 30 seconds. */
        NO_ANSWER
    }
}
