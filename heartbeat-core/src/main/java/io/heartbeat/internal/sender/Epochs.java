package io.heartbeat.internal.sender;

/** Numbers the sessions of one host: each higher than those before it, as far as is known here. */
@FunctionalInterface
public interface Epochs {

    /** The number of a session that begins now. */
    long next(long wallMillis);

    /** Remembers nothing beyond this process: enough as long as the machine's clock does not run backwards. */
    static Epochs ofClock() {
        return new Epochs() {
            private long last;

            @Override
            public long next(long wallMillis) {
                last = Math.max(last + 1, wallMillis);
                return last;
            }
        };
    }
}
