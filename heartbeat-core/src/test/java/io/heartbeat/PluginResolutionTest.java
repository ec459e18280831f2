package io.heartbeat;

import static io.heartbeat.ProviderJar.DELIVERS;
import static io.heartbeat.ProviderJar.config;
import static io.heartbeat.ProviderJar.errors;
import static io.heartbeat.ProviderJar.factory;
import static io.heartbeat.ProviderJar.good;
import static io.heartbeat.ProviderJar.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.PluginStatus.State;
import io.heartbeat.internal.notify.LogLines;
import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.HardwareMonitorFactory;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of plug-ins under a configuration: active, idle, disabled, misconfigured, and who is closed. */
@Timeout(60)
class PluginResolutionTest {
    @TempDir
    Path folder;

    @Test
    void twoOfOneTypeRefuseToStartNamingBothClassesAndJars() throws Exception {
        Path one = new ProviderJar(folder, "one")
                .provider("a.One", factory("a.One", "return \"same\";", DELIVERS))
                .build();
        Path two = new ProviderJar(folder, "two")
                .provider("b.Two", factory("b.Two", "return \"same\";", DELIVERS))
                .build();
        try (URLClassLoader loader = ProviderJar.loader(one, two)) {
            assertThat(errors(() -> config(loader).resolve()))
                    .singleElement()
                    .asString()
                    .contains("a.One", "b.Two", "one.jar", "two.jar", "same");
            List<PluginStatus> statuses = config(loader).plugins();
            assertThat(status(statuses, "a.One").state()).isEqualTo(State.MISCONFIGURED);
            assertThat(status(statuses, "b.Two").state()).isEqualTo(State.MISCONFIGURED);
        }
    }

    @Test
    void aRivalOfTheConsoleIsRefusedToo() throws Exception {
        Path one = new ProviderJar(folder, "one")
                .provider("a.One", factory("a.One", "return \"console\";", DELIVERS))
                .build();
        try (URLClassLoader loader = ProviderJar.loader(one)) {
            assertThat(errors(() -> config(loader).resolve()))
                    .singleElement()
                    .asString()
                    .contains("a.One", "ConsoleNotifierFactory");
        }
    }

    @Test
    void discoveryOffFindsNothingByItselfButExplicitOnesWork() throws Exception {
        try (URLClassLoader loader = ProviderJar.loader(good(folder, "zgood").build())) {
            NotificationsConfig config = NotificationsConfig.builder()
                    .classLoader(loader)
                    .discovery(false)
                    .notifier("mine", (n, a) -> Outcome.delivered())
                    .build();
            assertThat(config.resolve().active()).extracting(Active::name).containsExactly("mine");
        }
    }

    @Test
    void discoveryOffStillFindsWhatIsConfigured() throws Exception {
        try (URLClassLoader loader = ProviderJar.loader(good(folder, "zgood").build())) {
            NotificationsConfig config = NotificationsConfig.builder()
                    .classLoader(loader)
                    .discovery(false)
                    .notifier("mine", Map.of("type", "zgood"))
                    .build();
            assertThat(config.resolve().active()).extracting(Active::name).containsExactly("mine");
        }
    }

    static final class Closable implements Notifier {
        int closed;

        @Override
        public Outcome deliver(Notification notification, Attempt attempt) {
            return Outcome.delivered();
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void lookingDoesNotCloseWhatTheApplicationGave() {
        Closable mine = new Closable();
        NotificationsConfig config = NotificationsConfig.builder()
                .discovery(false)
                .notifier("mine", mine)
                .build();
        assertThat(config.plugins())
                .extracting(PluginStatus::name, PluginStatus::state)
                .contains(org.assertj.core.groups.Tuple.tuple("mine", State.ACTIVE));
        assertThat(mine.closed).isZero();
    }

    @Test
    void anOccupiedNameIsNotProbed() throws Exception {
        try (URLClassLoader loader = ProviderJar.loader(good(folder, "zgood").build())) {
            Closable mine = new Closable();
            NotificationsConfig config = NotificationsConfig.builder()
                    .classLoader(loader)
                    .notifier("zgood", mine)
                    .build();
            assertThat(config.resolve().active())
                    .singleElement()
                    .satisfies(a -> assertThat(a.plugin()).isSameAs(mine));
        }
    }

    @Test
    void whatWasMadeIsClosedWhenAnythingIsRefusedAndAfterLooking() throws Exception {
        String src = factory(
                "c.Counting",
                "public static int open;",
                "return \"counting\";",
                "open++; return List.of(new Notifier() { public Outcome deliver(Notification n, Attempt a) { return null; } public void close() { open--; }});");
        try (URLClassLoader loader = ProviderJar.loader(
                new ProviderJar(folder, "c").provider("c.Counting", src).build())) {
            java.lang.reflect.Field open = loader.loadClass("c.Counting").getField("open");
            config(loader).plugins();
            assertThat(open.get(null)).isEqualTo(0);
            assertThat(errors(() -> NotificationsConfig.builder()
                            .classLoader(loader)
                            .notifier("nobody", Map.of("a", "b"))
                            .build()
                            .resolve()))
                    .hasSize(1);
            assertThat(open.get(null)).isEqualTo(0);
            assertThat(errors(() -> NotificationsConfig.builder()
                            .classLoader(loader)
                            .notifier("x", Map.of("type", "counting", "a", "b"))
                            .build()
                            .resolve()))
                    .hasSize(1);
            assertThat(open.get(null)).isEqualTo(0);
            Resolved<Notifier> resolved = config(loader).resolve();
            assertThat(open.get(null)).isEqualTo(1);
            assertThat(resolved.active()).hasSize(1);
        }
    }

    @Test
    void manyThatAreIdleAreOneLineOfTheLog() throws Exception {
        ProviderJar jar = new ProviderJar(folder, "n");
        for (String name : List.of("n.A", "n.B", "n.C")) {
            String type = name.substring(2).toLowerCase(Locale.ROOT);
            jar.provider(name, factory(name, "return \"" + type + "\";", "s.secret(\"token\"); " + DELIVERS));
        }
        try (LogLines log = new LogLines();
                URLClassLoader loader = ProviderJar.loader(jar.build())) {
            config(loader).resolve();
            Configuration.of(Map.of("notifier.a.enabled", "off"))
                    .withPlugins(loader)
                    .notifications()
                    .resolve();

            assertThat(log.with("idle"))
                    .satisfiesExactly(
                            all -> assertThat(all)
                                    .endsWith("3 notifiers are idle, as nothing is set for them: a, b, c."
                                            + " Their status says what each needs"),
                            b -> assertThat(b).contains("notifier.b is idle: notifier.b.token is missing"),
                            c -> assertThat(c).contains("notifier.c is idle: notifier.c.token is missing"));
        }
    }

    @Test
    void idleDisabledMisconfiguredAreToldApart() throws Exception {
        String needy = factory(
                "n.Needy",
                "return \"needy\";",
                "SecretText t = s.secret(\"token\"); s.number(\"priority\", 1, 1, 5); if (t.isEmpty()) return List.of(); "
                        + DELIVERS);
        try (URLClassLoader loader = ProviderJar.loader(
                new ProviderJar(folder, "n").provider("n.Needy", needy).build(),
                good(folder, "zgood").build())) {
            PluginStatus idle = status(config(loader).plugins(), "n.Needy");
            assertThat(idle.state()).isEqualTo(State.IDLE);
            assertThat(idle.reasons()).singleElement().asString().startsWith("notifier.needy.token");
            Configuration off = Configuration.of(Map.of(
                            "notifier.needy.enabled",
                            "off",
                            "notifier.needy.junk",
                            "x",
                            "notifier.zgood.enabled",
                            "off"))
                    .withPlugins(loader);
            assertThat(status(off.notifications().plugins(), "n.Needy").state()).isEqualTo(State.DISABLED);
            assertThat(status(off.notifications().plugins(), "zgood.Good").state())
                    .isEqualTo(State.DISABLED);
            assertThat(off.notifications().resolve().active()).isEmpty();
            Configuration wrong = Configuration.of(Map.of(
                            "notifier.needy.tokn",
                            "s3cret-value",
                            "notifier.needy.priority",
                            "9",
                            "notifier.other.x",
                            "y",
                            "notifier.zgood.enabled",
                            "maybe"))
                    .withPlugins(loader);
            List<String> errors = errors(() -> wrong.notifications().resolve());
            assertThat(errors)
                    .anySatisfy(e -> assertThat(e).contains("notifier.needy.token", "missing"))
                    .anySatisfy(e -> assertThat(e).contains("notifier.needy.priority", "1 to 5", "9"))
                    .anySatisfy(e -> assertThat(e).contains("notifier.needy.tokn", "notifier.needy.token"))
                    .anySatisfy(e -> assertThat(e).contains("notifier.other", "needy", "zgood", "console"))
                    .anySatisfy(e -> assertThat(e).contains("notifier.zgood.enabled", "maybe"))
                    .hasSize(5)
                    .noneSatisfy(e -> assertThat(e).contains("s3cret-value"));
            List<PluginStatus> statuses = wrong.notifications().plugins();
            assertThat(statuses.stream()
                            .filter(s -> s.state() == State.MISCONFIGURED)
                            .flatMap(s -> s.reasons().stream())
                            .distinct())
                    .containsExactlyInAnyOrderElementsOf(errors);
        }
    }

    @Test
    void hardwareMonitors() throws Exception {
        String src =
                "package h; import io.heartbeat.spi.*; public class H implements HardwareMonitorFactory { public String type() { return \"h\"; } public HardwareMonitor create(PluginSettings s) { s.flag(\"x\", true); return c -> null; } }";
        String nothing =
                "package h; import io.heartbeat.spi.*; public class N implements HardwareMonitorFactory { public String type() { return \"n\"; } public HardwareMonitor create(PluginSettings s) { return null; } }";
        try (URLClassLoader loader = ProviderJar.loader(new ProviderJar(folder, "h")
                .service(HardwareMonitorFactory.class)
                .provider("h.H", src)
                .provider("h.N", nothing)
                .build())) {
            HardwareConfig config = HardwareConfig.builder().classLoader(loader).build();
            assertThat(config.resolve().active()).extracting(Active::name).containsExactly("h");
            assertThat(status(config.plugins(), "h.N").state()).isEqualTo(State.BROKEN);
            Configuration typed =
                    Configuration.of(Map.of("hardware.h.type", "n")).withPlugins(loader);
            assertThat(errors(() -> typed.hardware().resolve()))
                    .singleElement()
                    .asString()
                    .contains("hardware.h.type");
            Configuration off = Configuration.of(
                            Map.of("hardware.h.enabled", "off", "hardware.interval", "5m", "heartbeat.name", "nas"))
                    .withPlugins(loader);
            assertThat(off.hardware().resolve().active()).isEmpty();
            assertThat(off.hardware().name()).isEqualTo("nas");
            assertThat(off.hardware().interval()).hasMinutes(5);
            assertThat(off.hardwareEnabled()).isFalse();
        }
        assertThat(errors(() ->
                        Configuration.of(Map.of("hardware.interval", "8d")).hardware()))
                .singleElement()
                .asString()
                .contains("hardware.interval", "1s to 7d", "8d");
        assertThat(errors(() -> HardwareConfig.builder()
                        .interval(java.time.Duration.ofMillis(999))
                        .build()))
                .singleElement()
                .asString()
                .contains("hardware.interval");
    }

    @Test
    void stateDirectories(@TempDir Path other) {
        Path path = Path.of("/somewhere");
        NotificationsConfig unset = NotificationsConfig.builder().build();
        assertThat(unset.stateDirectory()).isPresent();
        assertThat(unset.within(other).stateDirectory()).contains(other);
        assertThat(unset.within(null).stateDirectory()).isEmpty();
        assertThat(NotificationsConfig.builder()
                        .stateDirectory(path)
                        .build()
                        .within(other)
                        .stateDirectory())
                .contains(path);
        assertThat(NotificationsConfig.builder()
                        .withoutState()
                        .build()
                        .within(other)
                        .stateDirectory())
                .isEmpty();
        Configuration none = Configuration.of(Map.of("secret", "correct horse battery staple", "state-dir", "none"));
        assertThat(none.notifications().stateDirectory()).isEmpty();
        assertThat(none.hardware().stateDirectory()).isEmpty();
        assertThat(none.monitor().notifications().within(null).stateDirectory()).isEmpty();
        Configuration set =
                Configuration.of(Map.of("secret", "correct horse battery staple", "state-dir", "/somewhere"));
        assertThat(set.notifications().stateDirectory()).contains(path);
        assertThat(set.hardware().stateDirectory()).contains(path);
        assertThat(set.hardware().notifications().within(other).stateDirectory())
                .as("follows its owner")
                .contains(other);
        assertThat(set.monitor().notifications().within(other).stateDirectory())
                .as("follows its owner")
                .contains(other);
    }

    @Test
    void rivalsAreRefusedWhenOneIsAskedFor() throws Exception {
        Path one = new ProviderJar(folder, "one")
                .provider("a.One", factory("a.One", "return \"same\";", DELIVERS))
                .build();
        Path two = new ProviderJar(folder, "two")
                .provider("b.Two", factory("b.Two", "return \"same\";", DELIVERS))
                .build();
        try (URLClassLoader loader = ProviderJar.loader(one, two)) {
            NotificationsConfig config = NotificationsConfig.builder()
                    .classLoader(loader)
                    .discovery(false)
                    .notifier("mine", Map.of("type", "same"))
                    .build();
            assertThat(errors(config::resolve)).singleElement().asString().contains("a.One", "b.Two");
        }
    }

    @Test
    void aMissingClassIsToldThoughASettingIsMissingToo() throws Exception {
        String source =
                factory("x.Needy", "return \"needy\";", "s.required(\"a\"); return List.of(elsewhere.Lib.make());");
        Path jar = new ProviderJar(folder, "needy")
                .provider("x.Needy", source)
                .source(
                        "elsewhere.Lib",
                        "package elsewhere; public class Lib { public static io.heartbeat.spi.Notifier make() { return null; } }")
                .without("elsewhere.Lib")
                .build();
        try (URLClassLoader loader = ProviderJar.loader(jar)) {
            assertThat(status(config(loader).plugins(), "x.Needy").state()).isEqualTo(State.BROKEN);
            NotificationsConfig asked = NotificationsConfig.builder()
                    .classLoader(loader)
                    .notifier("needy", Map.of("enabled", "on"))
                    .build();
            assertThat(errors(asked::resolve))
                    .anySatisfy(error -> assertThat(error).isEqualTo("notifier.needy.a is missing"))
                    .anySatisfy(error -> assertThat(error).contains("elsewhere.Lib"))
                    .hasSize(2);
        }
    }
}
