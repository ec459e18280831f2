/** What watches the parts of this machine: an engine that decides what is news, and a loop that has hardware monitors check. */
@NullMarked
package io.heartbeat.internal.hardware;

import org.jspecify.annotations.NullMarked;
