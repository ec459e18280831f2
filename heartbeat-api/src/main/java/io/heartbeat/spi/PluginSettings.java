package io.heartbeat.spi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one plug-in instance, read with their types: what the configuration holds under {@code notifier.<name>.} or
 * {@code hardware.<type>.}.
 *
 * <p>No method throws for what a user wrote. A missing or wrong value is noted, a harmless stand-in is returned, and all errors are
 * told together after {@code create} has returned or thrown, each naming its full key; what was created is closed and never used.
 * So a factory just reads on.
 *
 * <p>A key that is set but was never read is an error too: always read every key the plug-in knows, whatever the others say. Keys
 * are lower-case words joined by dashes; {@code type} and {@code enabled} belong to the core. Valid only during {@code create}, on
 * the calling thread.
 */
public interface PluginSettings {

    /**
     * The name of this instance, for example {@code pushbullet} or {@code phone}: letters, digits and dashes. Fit for logs.
     */
    String name();

    /** The text under this key. Its absence is noted as an error; the stand-in is the empty text. */
    String required(String key);

    /** The text under this key, if it is set. */
    Optional<String> optional(String key);

    /** The parts of a comma-separated text, trimmed; empty if the key is not set. */
    List<String> list(String key);

    /** {@code on} or {@code off}. */
    boolean flag(String key, boolean otherwise);

    /** A whole number from {@code least} to {@code most}. */
    int number(String key, int otherwise, int least, int most);

    /** A duration ({@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}, {@code 1d} or ISO-8601) from {@code least} to {@code most}. */
    Duration duration(String key, Duration otherwise, Duration least, Duration most);

    /**
     * An absolute path; what is written relatively is relative to the file that it is written in, or else to the working directory.
     */
    Optional<Path> path(String key);

    /** An absolute URL of scheme {@code http} or {@code https}, without user name and password. */
    URI url(String key, URI otherwise);

    /** A time zone, as {@code Europe/Vienna} or {@code UTC}. */
    ZoneId zone(String key, ZoneId otherwise);

    /**
     * A secret: the text under {@code key}, or the content of the file that {@code <key>-file} names. Its absence is noted as an
     * error; the stand-in is an empty secret. Errors never quote it.
     */
    SecretText secret(String key);

    /** Several secrets, comma-separated under {@code key} or one per line in the file {@code <key>-file}; empty if not set. */
    List<SecretText> secrets(String key);

    /**
     * Notes that the plug-in itself finds something wrong with the value under this key. Of no effect if something was noted about it
     * already, so a stand-in may be judged like a value.
     *
     * @param what the value and the bound, for example {@code must be 1 to 5, but is 7}; follows the full key
     */
    void problem(String key, String what);
}
