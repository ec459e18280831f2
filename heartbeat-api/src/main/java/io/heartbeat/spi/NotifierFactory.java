package io.heartbeat.spi;

import java.util.List;

/**
 * Makes the notifiers of one type. Found by {@link java.util.ServiceLoader}, so it is public with a public constructor without
 * parameters; that constructor does nothing.
 *
 * <p>A type that can do without settings is active as soon as its jar is there. One that lacks required settings stays idle until
 * it has them. Both are told by probing: {@code create} is called with empty settings.
 */
public interface NotifierFactory {

    /**
     * The type that {@code notifier.<name>.type} selects, and the name of an instance that gives none: lower-case letters, digits
     * and dashes, for example {@code pushbullet}. Always the same.
     */
    String type();

    /**
     * Makes one notifier for each recipient that the settings name; usually one. Each has its own queue, so that a recipient that
     * cannot be reached keeps no other waiting.
     *
     * <p>Reads settings and touches nothing else: no network, no file but through the settings. Called by one thread at a time.
     *
     * @throws RuntimeException if that is impossible for another reason than the settings; the message is shown to the user
     */
    List<Notifier> create(PluginSettings settings);
}
