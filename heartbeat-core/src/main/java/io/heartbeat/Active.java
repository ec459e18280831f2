package io.heartbeat;

/**
 * A plug-in that is ready for work.
 *
 * @param name tells it from all others of its kind
 */
record Active<T>(String name, T plugin) {}
