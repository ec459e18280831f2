package io.heartbeat.internal.plugin;

/**
 * Something that was offered as a plug-in and cannot be one.
 *
 * @param provider its class
 * @param location the jar or module that offers it
 * @param reason what is wrong, and what to do
 */
public record BrokenPlugin(String provider, String location, String reason) {}
