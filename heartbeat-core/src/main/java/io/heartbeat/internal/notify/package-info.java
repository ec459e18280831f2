/** How events reach people: what is told, what waits to be delivered, and who delivers it. */
@NullMarked
package io.heartbeat.internal.notify;

import org.jspecify.annotations.NullMarked;
