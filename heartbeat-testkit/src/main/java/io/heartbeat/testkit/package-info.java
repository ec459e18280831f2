/** What plug-in authors and embedding applications test with: a simulated network on virtual time, and listeners that record. */
@NullMarked
package io.heartbeat.testkit;

import org.jspecify.annotations.NullMarked;
