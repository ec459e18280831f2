/** Notifications through Slack: {@link io.heartbeat.notifier.slack.SlackFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.slack;

import org.jspecify.annotations.NullMarked;
