/** How events and hosts look on paper: as text for people, as JSON for programs. */
@NullMarked
package io.heartbeat.examples.output;

import org.jspecify.annotations.NullMarked;
