/**
 * The real runner, killed and starved again and again while a model keeps the truth.
 *
 * <p>The hosts are real senders, in this process, on the loopback interface; so is the service that takes the notifications. Everything
 * random comes of one seed, which is printed: {@code -Dheartbeat.torture.seed=N} takes it again, as far as a machine can be made to do the
 * same twice; {@code -Dheartbeat.torture.rounds=N} goes on for longer, as {@code -Ptorture} does.
 */
@NullMarked
package io.heartbeat.examples.torture;

import org.jspecify.annotations.NullMarked;
