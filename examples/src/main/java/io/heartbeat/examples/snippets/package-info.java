/** The README's examples, as programs that compile. */
@NullMarked
package io.heartbeat.examples.snippets;

import org.jspecify.annotations.NullMarked;
