package io.heartbeat.spi;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What comes of an attempt whose service has not answered, in words that tell a person where to look. */
public final class Unreachable {
    private Unreachable() {}

    /**
     * To be tried again, because of this.
     *
     * @param e what the connection has thrown
     */
    public static Outcome because(IOException e, String host, int port, Redaction redaction) {
        String service = host + ":" + port;
        if (e instanceof UnknownHostException) {
            return Outcome.retry("The name " + host + " cannot be resolved: no network, or no such host");
        }
        String what = redaction.clean(String.valueOf(e.getMessage()));
        if (e instanceof InterruptedIOException) {
            return Outcome.retry("No answer from " + service + " in time: " + what);
        }
        if (e instanceof SSLException) {
            return Outcome.retry("No trusted connection to " + service + ": " + what);
        }
        return Outcome.retry("No answer from " + service + ": " + what);
    }
}
