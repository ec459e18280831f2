package io.heartbeat.notifier.teams;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TeamsFactoryTest {
    @AutoClose
    private final NotifierTrial teams = NotifierTrial.of(new TeamsFactory()).at("/workflows/made-up");

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new TeamsFactory())
                .at("url", "/made-up-for-tests/triggers/manual/paths/invoke?sp=%2Ftriggers&sig=made-up-0123456")
                .success("202 Accepted", "")
                .verify();
    }

    @Test
    void asksForAnAddress() {
        assertThat(teams.errors("url", ""))
                .containsExactly("test.url is not set, nor is url-file: make a workflow 'Send webhook alerts to a"
                        + " channel', under Workflows in Teams, and set its address");
    }
}
