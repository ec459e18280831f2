package io.heartbeat.notifier.http;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Message;
import java.util.Optional;
import okhttp3.Request;

/**
 * One recipient at a service that is reached over HTTP: what it is sent, and what it means by its answers. All the rest is common to
 * them: connections, time limits, redirects, answers that break off, retry hints, what is told to people without a secret in it.
 *
 * <p>Called by one thread at a time.
 */
public interface HttpService {

    /** What people call the service: {@code Pushbullet}. */
    String name();

    /** The setting that lets us in, without {@code notifier.<name>.}: {@code token}. */
    String credential();

    /**
     * The request that tells this.
     *
     * @param message what to tell; escape it as the service demands
     * @param attempt the same {@linkplain Attempt#idempotencyKey key} makes the same request
     * @param alarm how the service calls the problem that began the same {@linkplain io.heartbeat.spi.Notification#incident
     *     incident}, if that is another notification and was delivered in the life of this process: for services that thread, reply or
     *     update
     */
    Request request(Message message, Attempt attempt, Optional<String> alarm);

    /** What the answer means. */
    Reply reply(Answer answer);

    /**
     * A request to make first, as to silence an alarm that goes on ringing. If there is no answer, all of it is tried again; what the
     * answer says does not matter.
     */
    default Optional<Request> beforehand(Message message) {
        return Optional.empty();
    }
}
