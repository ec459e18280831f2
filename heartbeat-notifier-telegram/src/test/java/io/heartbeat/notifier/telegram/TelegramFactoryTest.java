package io.heartbeat.notifier.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.NotifierTrial;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelegramFactoryTest {
    @AutoClose
    private final NotifierTrial telegram =
            NotifierTrial.of(new TelegramFactory()).with("token", "42:made-up").with("chat", "4711");

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(new TelegramFactory())
                .with("token", "42:made-up-for-tests")
                .with("chat", "-1001234567890,@our_machines")
                .success("200 OK", "{\"ok\":true,\"result\":{\"message_id\":4711}}")
                .verify();
    }

    @Test
    void asksForATokenAndAChat() {
        assertThat(telegram.errors("token", "", "chat", ""))
                .containsExactly(
                        "test.token is not set, nor is token-file: make a bot with @BotFather and set its token",
                        "test.chat is not set: it must be the number of a chat, or @ and the name of a public channel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"made-up", "bot42:made-up", "42:made/up", "42:"})
    void refusesATokenThatCannotBeWithoutShowingIt(String token) {
        assertThat(telegram.errors("token", token))
                .containsExactly("test.token must be digits, a colon, and more (it is not shown here): make a bot with"
                        + " @BotFather and set its token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"our machines", "machines", "@us", "12a"})
    void refusesAChatThatCannotBe(String chat) {
        assertThat(telegram.errors("chat", chat))
                .containsExactly("test.chat must be the number of a chat, or @ and the name of a public channel, but is"
                        + " '" + chat + "'");
    }

    @Test
    void hasARecipientForEachChat() {
        assertThat(telegram.recipients("chat", "-100, 7, @our_machines, 7"))
                .containsExactly("-100", "7", "-our-machines-eb132c32");
    }
}
