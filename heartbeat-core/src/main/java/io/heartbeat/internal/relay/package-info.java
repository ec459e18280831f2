/** How events reach the application's listener without harm to whoever tells them. */
@NullMarked
package io.heartbeat.internal.relay;

import org.jspecify.annotations.NullMarked;
