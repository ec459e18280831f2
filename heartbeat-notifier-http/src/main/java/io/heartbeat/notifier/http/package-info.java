/**
 * What notifiers have in common that reach their service over HTTP. To write one: implement {@link
 * io.heartbeat.notifier.http.HttpService}, and hand it to {@link io.heartbeat.notifier.http.HttpNotifiers} in the factory's {@code
 * create}.
 */
@NullMarked
package io.heartbeat.notifier.http;

import org.jspecify.annotations.NullMarked;
