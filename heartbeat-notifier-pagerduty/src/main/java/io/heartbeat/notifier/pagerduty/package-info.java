/** Opens and closes incidents at PagerDuty. {@link io.heartbeat.notifier.pagerduty.PagerDutyFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.pagerduty;

import org.jspecify.annotations.NullMarked;
