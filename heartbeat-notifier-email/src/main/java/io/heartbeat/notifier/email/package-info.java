/** Sends notifications by e-mail. {@link io.heartbeat.notifier.email.EmailFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.email;

import org.jspecify.annotations.NullMarked;
