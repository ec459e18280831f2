package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.SecretText;
import io.heartbeat.testkit.TestSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpNotifiersTest {
    @Test
    void callsTheOnlyAddressNothing() {
        assertThat(recipients("https://a.example/hooks/made-up")).containsExactly("");
    }

    @Test
    void tellsAddressesApartByAChecksumThatStays() {
        assertThat(recipients("https://a.example/1,https://a.example/2")).containsExactly("0887e377", "7b376e02");
        assertThat(recipients("https://a.example/2,https://a.example/1")).containsExactly("7b376e02", "0887e377");
    }

    private static List<String> recipients(String urls) {
        TestSettings settings = TestSettings.of(Map.of("url", urls));
        List<Notifier> notifiers = new HttpNotifiers(settings)
                .addEach(ServiceUrl.secret(settings, ""), url -> new Sample(url, SecretText.of("")))
                .toList();
        notifiers.forEach(Notifier::close);
        return notifiers.stream().map(Notifier::recipient).toList();
    }
}
