/** What is remembered across restarts: small text files that survive crashes, in one locked directory. */
@NullMarked
package io.heartbeat.internal.store;

import org.jspecify.annotations.NullMarked;
