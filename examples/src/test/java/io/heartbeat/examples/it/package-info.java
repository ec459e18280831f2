/**
 * Integration tests: the real runner in real processes, on a network of namespaces that can be unplugged.
 *
 * <p>They need root and {@code ip} (iproute2), and are skipped where either is missing.
 */
@NullMarked
package io.heartbeat.examples.it;

import org.jspecify.annotations.NullMarked;
