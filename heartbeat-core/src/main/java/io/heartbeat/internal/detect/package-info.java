/** Failure detection: numbers in, verdicts out; owns no clock, no thread and no socket. */
@NullMarked
package io.heartbeat.internal.detect;

import org.jspecify.annotations.NullMarked;
