/** Carries notifications to rooms of Matrix. {@link io.heartbeat.notifier.matrix.MatrixFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.matrix;

import org.jspecify.annotations.NullMarked;
