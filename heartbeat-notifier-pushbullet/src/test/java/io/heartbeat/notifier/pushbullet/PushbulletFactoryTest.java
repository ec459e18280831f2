package io.heartbeat.notifier.pushbullet;

import static io.heartbeat.notifier.pushbullet.Given.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notifier;
import io.heartbeat.testkit.HttpNotifierContract;
import io.heartbeat.testkit.TestSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushbulletFactoryTest {
    private final PushbulletFactory factory = new PushbulletFactory();

    @Test
    void isCalledPushbullet() {
        assertThat(factory.type()).isEqualTo("pushbullet");
    }

    @Test
    void asksForAToken() {
        TestSettings settings = TestSettings.of(Map.of());

        assertThat(factory.create(settings)).isEmpty();
        assertThat(settings.errors())
                .containsExactly("test.token is not set, nor is token-file: make an access token at "
                        + "https://www.pushbullet.com/#settings/account and set it");
    }

    @Test
    void keepsTheContractOfANotifier() {
        HttpNotifierContract.of(factory)
                .with("token", TOKEN)
                .with("device", "ujpa")
                .success("200 OK", "{\"iden\":\"ujpah72o0sjAoRtnM0jc\"}")
                .verify();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "café", "tab\there", "line\nbreak", "nul\0nul"})
    void refusesATokenThatNoHeaderCanCarryWithoutShowingIt(String token) {
        TestSettings settings = TestSettings.of(Map.of("token", token));

        factory.create(settings).forEach(Notifier::close);

        assertThat(settings.errors()).singleElement().asString().startsWith("test.token must be visible ASCII");
        assertThat(settings.errors().toString()).doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999S", "PT0S", "PT-5S", "PT1M0.001S", "PT24H"})
    void boundsTheTimeout(String timeout) {
        assertThat(problems("timeout", timeout)).singleElement().asString().startsWith("test.timeout must be 1s to 1m");
    }

    @Test
    void refusesTargetsThatCannotBe() {
        assertThat(problems("device", "Galaxy S4"))
                .singleElement()
                .asString()
                .contains("its nickname, but is 'Galaxy S4'");
        assertThat(problems("email", "ann")).containsExactly("test.email must be an e-mail address, but is 'ann'");
        assertThat(problems("channel", "our machines"))
                .singleElement()
                .asString()
                .contains("but is 'our machines'");
    }

    @Test
    void refusesAUrlWithMoreThanAPath() {
        assertThat(problems("url", "https://relay.example/?a=b")).hasSize(1);
        assertThat(problems("url", "https://relay.example/#a")).hasSize(1);
        assertThat(problems("url", "https://relay.example/path")).isEmpty();
    }

    @Test
    void hasOneNamelessRecipientWithJustAToken() {
        assertThat(recipients()).containsExactly("");
    }

    @Test
    void namesRecipientsAfterTheirTargets() {
        assertThat(recipients("device", "ujpa, ujpb", "email", "ann@home.example", "channel", "ours"))
                .containsExactly("device-ujpa", "device-ujpb", "email-ann-home.example-9b4d56ef", "channel-ours");
    }

    @Test
    void namesEachRecipientOnce() {
        assertThat(recipients("device", "a,b,a")).containsExactly("device-a", "device-b");
        assertThat(recipients("token", "t,t")).containsExactly("");
    }

    @Test
    void tellsAccountsApartByAChecksumThatStays() {
        assertThat(recipients("token", "first,second")).containsExactly("0c24b5e5", "89c86ac0");
        assertThat(recipients("token", "second,first", "device", "a"))
                .containsExactly("89c86ac0-device-a", "0c24b5e5-device-a");
    }

    @Test
    void keepsRecipientsFitForFileNamesAndApart() {
        List<String> recipients = recipients(
                "token",
                "first,second",
                "channel",
                "a/../b,a-..-b,日本語,日本人," + "x".repeat(90) + "1," + "x".repeat(90) + "2");

        assertThat(recipients)
                .doesNotHaveDuplicates()
                .hasSize(12)
                .allMatch(name -> name.matches("[A-Za-z0-9.-]{1,64}"));
    }

    private List<String> recipients(String... settings) {
        List<Notifier> notifiers = factory.create(settings(settings));
        notifiers.forEach(Notifier::close);
        return notifiers.stream().map(Notifier::recipient).toList();
    }

    private List<String> problems(String... settings) {
        TestSettings given = settings(settings);
        factory.create(given).forEach(Notifier::close);
        return given.errors();
    }

    private static TestSettings settings(String... settings) {
        Map<String, String> values = new HashMap<>(Map.of("token", TOKEN));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return TestSettings.of(values);
    }
}
