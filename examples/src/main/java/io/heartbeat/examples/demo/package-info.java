/** A story told with real processes: three hosts, a power cut, a return and a goodbye. */
@NullMarked
package io.heartbeat.examples.demo;

import org.jspecify.annotations.NullMarked;
