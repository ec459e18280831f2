package io.heartbeat.internal.plugin;

/**
 * A factory that was found and answers for its type.
 *
 * @param provider its class
 * @param location the jar or module that holds it
 */
public record Candidate<F>(F factory, String type, String provider, String location) {

    /** How to tell a user which one this is. */
    @Override
    public String toString() {
        return provider + " in " + location;
    }
}
