package io.heartbeat.notifier.pushover;

import io.heartbeat.testkit.NotifierTrial;

/** What the tests start from. */
final class Given {
    static final String TOKEN = "aMadeUpTokenForTests0000000000";
    static final String USER = "uMadeUpUserForTests00000000000";

    private Given() {}

    static NotifierTrial pushover() {
        return NotifierTrial.of(new PushoverFactory())
                .with("token", TOKEN)
                .with("user", USER)
                .answering("200 OK", "{\"status\":1,\"request\":\"647d2300-702c\"}");
    }
}
