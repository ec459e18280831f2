/** Runs a command for every notification. {@link io.heartbeat.notifier.exec.ExecFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.exec;

import org.jspecify.annotations.NullMarked;
