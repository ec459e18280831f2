/**
 * What plug-in authors and embedding applications test with: the contracts of plug-ins, with settings, notifications and a context to
 * test them with; a simulated network on virtual time; and listeners that record.
 */
@NullMarked
package io.heartbeat.testkit;

import org.jspecify.annotations.NullMarked;
