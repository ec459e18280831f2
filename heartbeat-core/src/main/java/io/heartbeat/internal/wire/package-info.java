/**
 * The wire is what beats look like outside the process: bytes in, values out, with no clock, socket or log of its own.
 * {@code docs/protocol.md} describes it byte by byte.
 */
@NullMarked
package io.heartbeat.internal.wire;

import org.jspecify.annotations.NullMarked;
