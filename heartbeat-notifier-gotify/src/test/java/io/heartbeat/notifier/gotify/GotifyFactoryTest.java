package io.heartbeat.notifier.gotify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GotifyFactoryTest {
    @AutoClose
    private final NotifierTrial gotify = NotifierTrial.of(new GotifyFactory()).with("token", "A-made-up");

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new GotifyFactory())
                .at("url", "/gotify")
                .with("token", "A-made-up-for-tests")
                .success("200 OK", "{\"id\":25,\"appid\":5,\"message\":\"m\",\"priority\":8}")
                .verify();
    }

    @Test
    void asksForAnAddressAndAToken() {
        assertThat(gotify.errors("url", "", "token", ""))
                .containsExactly(
                        "test.url is missing",
                        "test.token is not set, nor is token-file: take the token of an application (not of a client),"
                                + " under Apps in Gotify and set it");
    }

    @Test
    void hasARecipientForEachToken() {
        assertThat(gotify.recipients()).containsExactly("");
        assertThat(gotify.recipients("token", "A-first,A-second")).containsExactly("f87b0d4b", "96612278");
    }
}
