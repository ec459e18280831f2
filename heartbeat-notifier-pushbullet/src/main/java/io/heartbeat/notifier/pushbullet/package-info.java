/** Notifications as Pushbullet pushes: {@link io.heartbeat.notifier.pushbullet.PushbulletFactory} holds the settings. */
@NullMarked
package io.heartbeat.notifier.pushbullet;

import org.jspecify.annotations.NullMarked;
