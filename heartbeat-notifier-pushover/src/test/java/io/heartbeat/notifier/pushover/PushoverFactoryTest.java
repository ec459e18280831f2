package io.heartbeat.notifier.pushover;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PushoverFactoryTest {
    @AutoClose
    private final NotifierTrial pushover = Given.pushover();

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new PushoverFactory())
                .with("token", Given.TOKEN)
                .with("user", Given.USER)
                .with("emergency", "on")
                .success("200 OK", "{\"status\":1,\"request\":\"647d2300-702c\"}")
                .tooManyIsUsedUp()
                .verify();
    }

    @Test
    void asksForATokenAndAUser() {
        assertThat(pushover.errors("token", "", "user", ""))
                .containsExactly(
                        "test.token is not set, nor is token-file: make an application at"
                                + " https://pushover.net/apps/build and take its API token",
                        "test.user is not set, nor is user-file: the key of a user or a group: it is at"
                                + " https://pushover.net");
    }

    @Test
    void refusesKeysThatCannotBeWithoutShowingThem() {
        assertThat(pushover.errors("token", "made-up", "user", Given.USER + "," + Given.USER + "1"))
                .containsExactly(
                        "test.token must be 30 letters and digits (it is not shown here)",
                        "test.user must be 30 letters and digits (it is not shown here)");
    }

    @Test
    void boundsTheRinging() {
        assertThat(pushover.errors("retry", "29s", "expire", "4h"))
                .containsExactly(
                        "test.retry must be 30s to 1h, but is 29s", "test.expire must be 30s to 3h, but is 4h");
    }

    @Test
    void hasARecipientForEachUser() {
        assertThat(pushover.recipients()).containsExactly("");
        assertThat(pushover.recipients("user", Given.USER + "," + Given.USER.replace('u', 'v')))
                .containsExactly("a72fc4f8", "b2890e5e");
    }
}
