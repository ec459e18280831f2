package io.heartbeat.notifier.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DiscordFactoryTest {
    @AutoClose
    private final NotifierTrial discord = NotifierTrial.of(new DiscordFactory()).at("/api/webhooks/1/made-up");

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new DiscordFactory())
                .at("url", "/api/webhooks/1234567890/made-up-for-tests")
                .success("200 OK", "{\"id\":\"4711\"}")
                .verify();
    }

    @Test
    void asksForAnAddress() {
        assertThat(discord.errors("url", ""))
                .containsExactly("test.url is not set, nor is url-file: make a webhook in the settings of a channel,"
                        + " under Integrations, and set its address");
    }

    @Test
    void refusesWhatIsNoAddressWithoutShowingIt() {
        assertThat(discord.errors("url", "discord.com/api/webhooks/1/made-up"))
                .singleElement()
                .asString()
                .startsWith("test.url must be a URL like https://host/path (it is not shown here)");
    }
}
