package io.heartbeat.notifier.ntfy;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtfyFactoryTest {
    @AutoClose
    private final NotifierTrial ntfy = NotifierTrial.of(new NtfyFactory()).with("topic", "machines");

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new NtfyFactory())
                .with("topic", "machines")
                .with("token", "tk_made-up-for-tests")
                .with("click", "https://status.example/")
                .success("200 OK", "{\"id\":\"hwQ2YpKdmg\",\"event\":\"message\",\"topic\":\"machines\"}")
                .verify();
    }

    @Test
    void asksForATopic() {
        assertThat(ntfy.errors("topic", ""))
                .containsExactly("test.topic is not set: choose a name that nobody guesses, subscribe to it in the ntfy"
                        + " app, and set it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two words", "a/b", "café", "0123456789012345678901234567890123456789012345678901234567890123x"})
    void refusesATopicThatCannotBe(String topic) {
        assertThat(ntfy.errors("topic", topic))
                .containsExactly(
                        "test.topic must be 1 to 64 letters, digits, dashes and underscores, but is '" + topic + "'");
    }

    @Test
    void refusesAClickThatLeadsNowhere() {
        assertThat(ntfy.errors("click", "status"))
                .containsExactly("test.click must be a URL like https://status.example/, but is 'status'");
    }

    @Test
    void hasARecipientForEachTopic() {
        assertThat(ntfy.recipients("topic", "machines, my_disks, machines"))
                .containsExactly("machines", "my-disks-72ee2648");
    }
}
