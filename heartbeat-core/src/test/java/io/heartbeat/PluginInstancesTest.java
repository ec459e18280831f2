package io.heartbeat;

import static io.heartbeat.ProviderJar.DELIVERS;
import static io.heartbeat.ProviderJar.config;
import static io.heartbeat.ProviderJar.errors;
import static io.heartbeat.ProviderJar.factory;
import static io.heartbeat.ProviderJar.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heartbeat.spi.Outcome;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is configured by name: several of one type, their settings, their secrets. */
@Timeout(60)
class PluginInstancesTest {
    @TempDir
    Path folder;

    @Test
    void severalInstancesOfOneTypeAndNoUnaskedOne() throws Exception {
        try (URLClassLoader loader = ProviderJar.loader(good(folder, "zgood").build())) {
            Configuration configuration = Configuration.of(
                            Map.of("notifier.a.type", "zgood", "notifier.b.type", "zgood"))
                    .withPlugins(loader);
            assertThat(configuration.notifications().resolve().active())
                    .extracting(Active::name)
                    .containsExactly("a", "b");
        }
    }

    @Test
    void namesThatDifferInCaseOnlyAreRefused() throws Exception {
        try (URLClassLoader loader = ProviderJar.loader(good(folder, "zgood").build())) {
            Configuration configuration = Configuration.of(
                            Map.of("notifier.a.type", "zgood", "notifier.A.type", "zgood"))
                    .withPlugins(loader);
            assertThat(errors(() -> configuration.notifications().resolve()))
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("notifier.a");
        }
    }

    @Test
    void secretsNeverShowWhateverThePluginSays() throws Exception {
        String leaky = factory(
                "n.Leaky",
                "return \"leaky\";",
                "SecretText t = s.secret(\"token\"); s.problem(\"token\", \"is bad: \" + t.reveal()); throw new IllegalArgumentException(\"bad token \" + t.reveal());");
        String thrower = factory(
                "n.Thrower",
                "return \"thrower\";",
                "SecretText t = s.secret(\"token\"); if (!t.isEmpty()) throw new IllegalArgumentException(\"bad token \" + t.reveal()); return List.of();");
        try (URLClassLoader loader = ProviderJar.loader(new ProviderJar(folder, "n")
                .provider("n.Leaky", leaky)
                .provider("n.Thrower", thrower)
                .build())) {
            Configuration configuration = Configuration.of(
                            Map.of("notifier.leaky.token", "s3cret-value", "notifier.thrower.token", "s3cret-other"))
                    .withPlugins(loader);
            List<String> errors = errors(() -> configuration.notifications().resolve());
            assertThat(String.join(" ", errors))
                    .doesNotContain("s3cret-value", "s3cret-other")
                    .contains("notifier.leaky", "notifier.thrower");
        }
    }

    @Test
    void settingsAreGoneAfterCreate() throws Exception {
        String keeps =
                factory("n.Keeps", "public static PluginSettings kept;", "return \"keeps\";", "kept = s; " + DELIVERS);
        try (URLClassLoader loader = ProviderJar.loader(
                new ProviderJar(folder, "n").provider("n.Keeps", keeps).build())) {
            config(loader).resolve();
            io.heartbeat.spi.PluginSettings kept = (io.heartbeat.spi.PluginSettings)
                    loader.loadClass("n.Keeps").getField("kept").get(null);
            assertThatThrownBy(() -> kept.optional("x")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void badInstanceNamesAreErrors() {
        assertThat(errors(() ->
                        Configuration.of(Map.of("notifier.my phone.token", "x")).notifications()))
                .singleElement()
                .asString()
                .contains("my phone");
        assertThat(errors(() -> Configuration.of(Map.of("notifier.token", "x")).notifications()))
                .singleElement()
                .asString()
                .contains("notifier.token", "unknown");
        assertThat(errors(() -> Configuration.of(Map.of("hardware.foo", "x")).hardware()))
                .singleElement()
                .asString()
                .contains("hardware.foo", "unknown");
        assertThat(errors(() -> NotificationsConfig.builder()
                        .notifier("my phone", (n, a) -> Outcome.delivered())
                        .build()
                        .resolve()))
                .isNotEmpty();
        assertThat(errors(() -> NotificationsConfig.builder()
                        .notifier("../x", Map.of("type", "console"))
                        .build()
                        .resolve()))
                .isNotEmpty();
        assertThat(errors(() -> NotificationsConfig.builder()
                        .notifier("-", Map.of("type", "console"))
                        .build()
                        .resolve()))
                .isNotEmpty();
    }

    @Test
    void consoleIsActiveOnlyWhenConfigured() {
        assertThat(NotificationsConfig.builder().build().resolve().active()).isEmpty();
        assertThat(Configuration.of(Map.of("notifier.console.enabled", "on"))
                        .notifications()
                        .resolve()
                        .active())
                .extracting(Active::name)
                .containsExactly("console");
        assertThat(Configuration.of(Map.of("notifier.console.stream", "stderr"))
                        .notifications()
                        .resolve()
                        .active())
                .extracting(Active::name)
                .containsExactly("console");
        assertThat(Configuration.of(Map.of("notifier.x.type", "console"))
                        .notifications()
                        .resolve()
                        .active())
                .extracting(Active::name)
                .containsExactly("x");
    }
}
