package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    private static final String SECRET = "correct horse battery staple";

    @Test
    void secretAloneIsEnough() {
        Configuration configuration = Configuration.of(Map.of("secret", SECRET));

        HeartbeatConfig heartbeat = configuration.heartbeat();
        assertThat(heartbeat.port()).isEqualTo(21_999);
        assertThat(heartbeat.interval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(heartbeat.copies()).isEqualTo(1);
        assertThat(heartbeat.targets()).containsExactly("broadcast:21999");
        assertThat(heartbeat.stateDirectory()).isEmpty();

        MonitorConfig monitor = configuration.monitor();
        assertThat(monitor.binds()).containsExactly("*");
        assertThat(monitor.flatlineAfter()).isEmpty();
        assertThat(monitor.includeOwn()).isFalse();
        assertThat(monitor.maxHosts()).isEqualTo(100_000);
        assertThat(monitor.stateDirectory()).isPresent();

        assertThat(configuration.heartbeatEnabled()).isTrue();
        assertThat(configuration.monitorEnabled()).isFalse();
    }

    @Test
    void everyKeyIsRead() {
        Configuration configuration = Configuration.of(Map.ofEntries(
                Map.entry("secret", SECRET),
                Map.entry("port", "4000"),
                Map.entry("group", "lab"),
                Map.entry("state-dir", "/var/lib/heartbeat"),
                Map.entry("legacy", "on"),
                Map.entry("legacy-secret", "3477"),
                Map.entry("heartbeat.enabled", "off"),
                Map.entry("heartbeat.name", "nas"),
                Map.entry("heartbeat.interval", "500ms"),
                Map.entry("heartbeat.copies", "3"),
                Map.entry("heartbeat.targets", "broadcast, multicast:239.255.33.99, monitor.example:5000"),
                Map.entry("monitor.enabled", "on"),
                Map.entry("monitor.bind", "*, multicast:239.255.33.99"),
                Map.entry("monitor.flatline-after", "PT20S"),
                Map.entry("monitor.include-own", "on"),
                Map.entry("monitor.max-hosts", "7")));

        HeartbeatConfig heartbeat = configuration.heartbeat();
        assertThat(heartbeat.name()).isEqualTo("nas");
        assertThat(heartbeat.group()).isEqualTo("lab");
        assertThat(heartbeat.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(heartbeat.copies()).isEqualTo(3);
        assertThat(heartbeat.targets())
                .containsExactly("broadcast:4000", "multicast:239.255.33.99:4000", "monitor.example:5000");
        assertThat(heartbeat.stateDirectory()).contains(Path.of("/var/lib/heartbeat"));
        assertThat(heartbeat.legacySecret()).contains("3477");

        MonitorConfig monitor = configuration.monitor();
        assertThat(monitor.port()).isEqualTo(4000);
        assertThat(monitor.binds()).containsExactly("*", "multicast:239.255.33.99");
        assertThat(monitor.flatlineAfter()).contains(Duration.ofSeconds(20));
        assertThat(monitor.includeOwn()).isTrue();
        assertThat(monitor.maxHosts()).isEqualTo(7);
        assertThat(monitor.legacySecret()).contains("3477");

        assertThat(configuration.heartbeatEnabled()).isFalse();
        assertThat(configuration.monitorEnabled()).isTrue();
    }

    @Test
    void allErrorsAreToldAtOnceAndNoneTellsTheSecret() {
        Configuration configuration = Configuration.of(Map.of(
                "secret", "too short",
                "port", "70000",
                "heartbeat.interval", "1ms",
                "heartbeat.copies", "4",
                "heartbeat.name", "a\u0007b",
                "heartbeat.targets", "multicast:10.0.0.1",
                "hartbeat.interval", "2s"));

        List<String> errors = errors(configuration::heartbeat);

        assertThat(errors)
                .hasSize(7)
                .anySatisfy(error -> assertThat(error).contains("hartbeat.interval", "unknown"))
                .anySatisfy(error -> assertThat(error).startsWith("secret").contains("16"))
                .anySatisfy(error -> assertThat(error).contains("port", "70000", "65535"))
                .anySatisfy(error -> assertThat(error).contains("heartbeat.interval", "1ms", "100ms"))
                .anySatisfy(error -> assertThat(error).contains("heartbeat.copies", "1 to 3", "4"))
                .anySatisfy(error -> assertThat(error).startsWith("heartbeat.name"))
                .anySatisfy(error -> assertThat(error).startsWith("heartbeat.targets"))
                .noneSatisfy(error -> assertThat(error).contains("too short"));
    }

    @Test
    void missingSecretSaysWhereToPutOne() {
        Configuration empty = Configuration.of(Map.of(), Map.of());
        assertThat(errors(empty::monitor)).singleElement().asString().contains("secret-file", "HEARTBEAT_SECRET");
    }

    @Test
    void aTokenTellsTheNameOfItsHost() {
        Configuration configuration = Configuration.of(Map.of("secret", token("laptop")), Map.of());
        assertThat(configuration.heartbeat().name()).isEqualTo("laptop");
        assertThat(configuration.with("heartbeat.name", "laptop").heartbeat().name())
                .isEqualTo("laptop");
        assertThat(configuration.hardware().name()).isEqualTo("laptop");
        assertThat(configuration.with("secret", "too short").hardware().name()).isNotEqualTo("laptop");
    }

    @Test
    void aTokenLetsNoOtherHostBeat() {
        Configuration configuration =
                Configuration.of(Map.of("secret", token("laptop"), "heartbeat.name", "nas"), Map.of());
        assertThat(errors(configuration::heartbeat))
                .containsExactly(
                        "secret is a host token of laptop, and heartbeat.name is nas: leave heartbeat.name out, "
                                + "or get a token for it");
    }

    @Test
    void tokensOfTwoHostsAreNoKeyRing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tokens"), token("laptop") + "\n" + token("nas") + "\n");
        Configuration configuration =
                Configuration.of(Map.of("secret-file", folder.resolve("tokens").toString()), Map.of());
        assertThat(errors(configuration::heartbeat)).singleElement().asString().contains("nas", "laptop");
    }

    @Test
    void aTokenLetsNobodyWatch() {
        Configuration configuration = Configuration.of(Map.of("secret", token("laptop")), Map.of());
        assertThat(errors(configuration::monitor))
                .containsExactly("secret is a host token, by which laptop can beat and nobody can watch: "
                        + "a monitor needs the secret of the group");
    }

    @Test
    void whoIsDeniedHasAPossibleName() {
        Configuration configuration =
                Configuration.of(Map.of("secret", SECRET, "monitor.deny", "nas, 9f3c21ab"), Map.of());
        assertThat(configuration.monitor().denied()).containsExactlyInAnyOrder("nas", "9f3c21ab");
        assertThat(errors(() -> configuration.with("monitor.deny", "nas,").monitor()))
                .singleElement()
                .asString()
                .contains("monitor.deny", "must not be empty");
    }

    @Test
    void aSecretThatIsPastedSomewhereElseIsNotRepeated() {
        String key = Secret.generate().text();
        Configuration configuration = Configuration.of(
                Map.of("secret-file", key, "port", key, key, "x", "heartbeat.targets", token("laptop")), Map.of());
        assertThat(errors(configuration::heartbeat))
                .hasSizeGreaterThan(2)
                .noneMatch(error -> error.contains(key.substring(5, 15)))
                .anyMatch(error -> error.contains("unknown key '[hidden]'"))
                .anyMatch(error -> error.contains("[hidden] does not exist"));
    }

    private static String token(String host) {
        return Secret.of(SECRET).tokenFor(host, "default").text();
    }

    @Test
    void secretComesFromTheEnvironmentIfNowhereElse() {
        Map<String, String> environment = Map.of("HEARTBEAT_SECRET", SECRET);
        assertThat(Configuration.of(Map.of(), environment).heartbeat().secrets().get(0))
                .isEqualTo(Secret.of(SECRET));
        String other = "another secret altogether";
        assertThat(Configuration.of(Map.of("secret", other), environment)
                        .heartbeat()
                        .secrets()
                        .get(0))
                .isEqualTo(Secret.of(other));
    }

    @Test
    void secretFileIsRelativeToThePropertiesFileAndMayHoldAKeyRing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("keys"), SECRET + "\n# retired\nthe secret of the year before\n");
        Path file = Files.writeString(folder.resolve("heartbeat.properties"), "secret-file = keys\n");

        Configuration configuration = Configuration.load(file);

        assertThat(configuration.heartbeat().secrets().get(0)).isEqualTo(Secret.of(SECRET));
        assertThat(configuration.monitor().secrets())
                .containsExactly(Secret.of(SECRET), Secret.of("the secret of the year before"));
    }

    @Test
    void variablesAreReplacedAndMissingOnesAreErrors() {
        Map<String, String> values = Map.of("secret", SECRET, "heartbeat.name", "${BOX}-1", "group", "${GROUP}");
        assertThat(errors(() -> Configuration.of(values, Map.of("BOX", "nas")).heartbeat()))
                .singleElement()
                .asString()
                .contains("group", "GROUP", "not set");
        assertThat(Configuration.of(values, Map.of("BOX", "nas", "GROUP", "lab"))
                        .heartbeat()
                        .name())
                .isEqualTo("nas-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"$HEARTBEAT_SECRET", "${HEARTBEAT_SECRET", "$HEARTBEAT_SECRET}"})
    void variableThatWasMeantButNotReplacedIsNoSecret(String text) {
        assertThat(errors(Configuration.of(Map.of("secret", text))::monitor))
                .containsExactly("secret: a variable was not replaced: write ${NAME}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state-dir", "secret-file", "group", "port", "heartbeat.name", "heartbeat.targets"})
    void emptyValueIsAnError(String key) {
        Configuration configuration =
                Configuration.of(Map.of(key, " ", "legacy", "off"), Map.of("HEARTBEAT_SECRET", SECRET));
        assertThat(errors(configuration::heartbeat))
                .containsExactly(key + " is empty: leave the key out to get the default");
    }

    @Test
    void tildeIsTheHomeDirectory() {
        assertThat(Configuration.of(Map.of("state-dir", "~/heartbeat")).stateDirectory())
                .contains(Path.of(System.getProperty("user.home"), "heartbeat"));
    }

    @Test
    void weakSecretsMustBeAllowed() {
        assertThat(errors(Configuration.of(Map.of("secret", "3477"))::monitor)).hasSize(1);
        assertThat(Configuration.of(Map.of("secret", "3477", "allow-weak-secret", "on"))
                        .monitor()
                        .secrets())
                .hasSize(1);
    }

    @Test
    void weakSecretsMayStandInAFileToo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "3477\n");
        Configuration configuration = Configuration.of(Map.of("secret-file", file.toString()));

        assertThat(errors(configuration::monitor)).singleElement().asString().contains("16 characters");
        assertThat(configuration.with("allow-weak-secret", "on").monitor().secrets())
                .containsExactly(Secret.ofWeak("3477"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyLegacySecretWouldLetAnyTextCountAsABeat(String empty) {
        assertThat(errors(() -> MonitorConfig.builder()
                        .secret(Secret.of(SECRET))
                        .legacy(empty)
                        .build()))
                .singleElement()
                .asString()
                .contains("legacy-secret");
        assertThat(errors(
                        Configuration.of(Map.of("secret", SECRET, "legacy", "on", "legacy-secret", empty))::heartbeat))
                .singleElement()
                .asString()
                .contains("legacy-secret");
    }

    @Test
    void durationsBeyondCountingAreOutOfRangeLikeOthers() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        assertThat(errors(() -> HeartbeatConfig.builder()
                        .secret(Secret.of(SECRET))
                        .interval(forever)
                        .build()))
                .singleElement()
                .asString()
                .contains("heartbeat.interval", "100ms to 1d");
        assertThat(errors(
                        Configuration.of(Map.of("secret", SECRET, "monitor.flatline-after", "999999999999d"))::monitor))
                .singleElement()
                .asString()
                .contains("monitor.flatline-after");
    }

    @Test
    void legacyModeNeverSendsASecretWorthProtecting() {
        Map<String, String> strong = Map.of("secret", Secret.generate().text(), "legacy", "on");
        assertThat(errors(Configuration.of(strong)::heartbeat))
                .singleElement()
                .asString()
                .startsWith("legacy-secret is missing");
        assertThat(Configuration.of(strong)
                        .with("legacy-secret", "3477")
                        .monitor()
                        .legacySecret())
                .contains("3477");
        assertThat(Configuration.of(Map.of("secret", "3477", "legacy", "on"))
                        .heartbeat()
                        .legacySecret())
                .as("a weak secret serves as both")
                .contains("3477");
    }

    @Test
    void noneIsNoMemory() {
        Configuration configuration = Configuration.of(Map.of("secret", SECRET, "state-dir", "none"));
        assertThat(configuration.monitor().stateDirectory()).isEmpty();
        assertThat(configuration.heartbeat().stateDirectory()).isEmpty();
        assertThat(configuration.stateDirectory()).isEmpty();
        assertThat(Configuration.of(Map.of()).stateDirectory()).isPresent();
    }

    @Test
    void pathSetByHandIsRelativeToTheWorkingDirectory(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("heartbeat.properties"), "state-dir = here\n");
        assertThat(Configuration.load(file).stateDirectory()).contains(folder.resolve("here"));
        assertThat(Configuration.load(file).with("state-dir", "there").stateDirectory())
                .contains(Path.of("there").toAbsolutePath());
    }

    @Test
    void oneKeyCanBeReplaced() {
        Configuration configuration = Configuration.of(Map.of("secret", SECRET, "port", "1"));
        assertThat(configuration.with("port", "2").monitor().port()).isEqualTo(2);
        assertThat(configuration.monitor().port()).isEqualTo(1);
    }

    @Test
    void unreadableFileIsNamed(@TempDir Path folder) {
        Path missing = folder.resolve("missing.properties");
        assertThatThrownBy(() -> Configuration.load(missing)).hasMessageContaining(missing.toString());
    }

    private static List<String> errors(ThrowingCallable call) {
        return assertThatThrownBy(call)
                .asInstanceOf(type(ConfigurationException.class))
                .actual()
                .errors();
    }
}
