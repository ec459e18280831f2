/** The network: where beats go to and come from, as datagrams whose meaning is not this room's business. */
@NullMarked
package io.heartbeat.internal.net;

import org.jspecify.annotations.NullMarked;
