/** The sender: one beat per interval, on a schedule that never bursts, answers to monitors that ask, and a goodbye at the end. */
@NullMarked
package io.heartbeat.internal.sender;

import org.jspecify.annotations.NullMarked;
