/** Notifications through Microsoft Teams: {@link io.heartbeat.notifier.teams.TeamsFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.teams;

import org.jspecify.annotations.NullMarked;
