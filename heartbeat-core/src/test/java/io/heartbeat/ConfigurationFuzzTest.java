package io.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Any properties as a configuration: refused with everything that is wrong in it, and no word of its secret; or taken. */
class ConfigurationFuzzTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("HEARTBEAT_SECRET", "a passphrase of the environment", "TOKEN", "o.MadeUp", "EMPTY", "");
    private static final int RECOGNISABLE = 12;

    @ParameterizedTest
    @ArgumentsSource(Corpus.class)
    void holds(byte[] input) throws IOException {
        fuzzerTestOneInput(input);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(new String(input, UTF_8)));
        } catch (IllegalArgumentException noProperties) {
            return; // as Configuration.load expects
        }
        Map<String, String> values = new HashMap<>();
        properties.forEach((key, value) -> values.put((String) key, (String) value));
        if (values.getOrDefault("secret-file", "").contains("/dev/")) {
            return; // may never end
        }
        values.putIfAbsent("heartbeat.name", "nas");
        Configuration configuration = Configuration.of(values, ENVIRONMENT);
        String secret = values.getOrDefault("secret", "").strip();
        for (Supplier<?> part : List.<Supplier<?>>of(
                configuration::stateDirectory,
                configuration::heartbeatEnabled,
                configuration::monitorEnabled,
                configuration::hardwareEnabled,
                () -> configuration.heartbeat().targets(),
                () -> configuration.monitor().binds(),
                configuration::hardware,
                configuration::notifications)) {
            try {
                assertThat(part.get()).isNotNull();
            } catch (ConfigurationException refused) {
                assertThat(refused.errors()).isNotEmpty().doesNotHaveDuplicates();
                if (secret.length() >= RECOGNISABLE
                        && !values.toString()
                                .replaceFirst("secret=" + java.util.regex.Pattern.quote(secret), "")
                                .contains(secret)) {
                    assertThat(refused.errors()).noneMatch(error -> error.contains(secret));
                }
            }
        }
    }
}
