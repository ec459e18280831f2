package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heartbeat.Configuration;
import io.heartbeat.ConfigurationException;
import io.heartbeat.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleConfigurationTest {
    private static final Path SAMPLE = Path.of("heartbeat.properties");

    @Test
    void asItIsItSetsNothing() throws IOException {
        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(SAMPLE));
        assertThat(properties).isEmpty();
    }

    @Test
    void namesEveryKey() throws IOException {
        Set<String> named = uncommented().stringPropertyNames().stream()
                .map(SampleConfigurationTest::general)
                .collect(Collectors.toSet());
        assertThat(named).isEqualTo(knownKeys());
    }

    @Test
    void whatItGivesAsDefaultsIsAccepted() throws IOException {
        Properties properties = uncommented();
        Configuration configuration =
                Configuration.of(Map.of("secret", Secret.generate().text()));
        for (String key : properties.stringPropertyNames()) {
            if (!key.startsWith("secret")) {
                configuration = configuration.with(key, properties.getProperty(key));
            }
        }
        assertThat(configuration.heartbeatEnabled()).isTrue();
        assertThat(configuration.monitorEnabled()).isFalse();
        assertThat(configuration.heartbeat().interval()).hasSeconds(2);
        assertThat(configuration.monitor().flatlineAfter()).isEmpty();
        assertThat(configuration.hardwareEnabled()).isFalse();
        assertThat(configuration.hardware().interval()).hasMinutes(30);
        assertThat(configuration.notifications().stateDirectory()).isPresent();
    }

    private static Properties uncommented() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(SAMPLE).replaceAll("(?m)^#(?=[a-z])", "")));
        return properties;
    }

    /** The key as it is known, if a part of it is up to the user or to a plug-in. */
    static String general(String key) {
        return key.replaceFirst(
                        "^notifier\\.[^.]+\\.(type|enabled|severity|events|hosts|remind-every)$", "notifier.<name>.$1")
                .replaceFirst("^notifier\\.[^.<]+\\.[^.]+$", "notifier.<name>.<key>")
                .replaceFirst("^hardware\\.[^.]+\\.enabled$", "hardware.<type>.enabled")
                .replaceFirst("^hardware\\.[^.<]+\\.[^.]+$", "hardware.<type>.<key>");
    }

    /** The error for an unknown key lists those that are known. */
    private static Set<String> knownKeys() {
        ConfigurationException error = catchThrowableOfType(
                ConfigurationException.class,
                () -> Configuration.of(Map.of("no-such-key", "")).heartbeat());
        Matcher list =
                Pattern.compile("known are \\[(.*)]").matcher(error.errors().get(0));
        assertThat(list.find()).isTrue();
        return new TreeSet<>(Set.of(list.group(1).split(", ")));
    }
}
