/** Hands notifications to an Apprise API server, which knows a hundred services. {@link io.heartbeat.notifier.apprise.AppriseFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.apprise;

import org.jspecify.annotations.NullMarked;
