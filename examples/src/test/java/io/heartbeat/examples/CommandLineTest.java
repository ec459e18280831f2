package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.Notifications;
import io.heartbeat.NotificationsConfig;
import io.heartbeat.Secret;
import io.heartbeat.event.Evidence;
import io.heartbeat.event.HostFlatlined;
import io.heartbeat.spi.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path directory;

    private final CapturedRun heartbeat = new CapturedRun();
    private String secretFile = "";

    @BeforeEach
    void writeSecret() throws IOException {
        Path file = directory.resolve("secret");
        Files.writeString(file, Secret.generate().text());
        secretFile = "secret-file=" + file;
    }

    @Test
    void everyErrorOfBothPartsIsListedOnceOnALineOfItsOwn() throws IOException {
        Path config = directory.resolve("heartbeat.properties");
        Files.writeString(config, "port=0\nheartbeat.interval=soon\nmonitor.enabled=on\nmonitor.max-hosts=0\n");

        int code = heartbeat.execute("run", "--config", config.toString(), "--set", secretFile, "--set", "oops");

        assertThat(code).isEqualTo(2);
        assertThat(heartbeat.out()).isEmpty();
        assertThat(heartbeat.err().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("--set wants KEY=VALUE"))
                .anyMatch(line -> line.startsWith("heartbeat.interval: 'soon'"))
                .anyMatch(line -> line.startsWith("port must be 1 to 65535"))
                .anyMatch(line -> line.startsWith("monitor.max-hosts must be"));
    }

    @Test
    void errorsOfAPartThatIsOffDoNotStopTheOther() {
        int code = heartbeat.execute(
                "run", "--set", secretFile, "--set", "heartbeat.enabled=off", "--set", "heartbeat.interval=soon");

        assertThat(code).isEqualTo(2);
        assertThat(heartbeat.err())
                .isEqualToIgnoringNewLines(
                        "There is nothing to run: heartbeat.enabled, monitor.enabled and hardware.enabled are all off");
    }

    @ParameterizedTest
    @CsvSource({"heartbeat,monitor.max-hosts", "monitor,heartbeat.interval"})
    void aSinglePartIsNotAskedAboutTheOther(String command, String keyOfTheOther) {
        int code = heartbeat.execute(
                command,
                "--set",
                secretFile,
                "--set",
                command + ".enabled=off",
                "--set",
                keyOfTheOther + "=bad",
                "--set",
                "port=0");

        assertThat(code).isEqualTo(2);
        assertThat(heartbeat.err()).isEqualToIgnoringNewLines("port must be 1 to 65535, but is 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "legacy-secret", " secret "})
    void secretsAreRefusedOnTheCommandLineAndNotRepeated(String key) {
        int code = heartbeat.execute("heartbeat", "--set", key + "=correct horse battery staple");

        assertThat(code).isEqualTo(2);
        assertThat(heartbeat.err())
                .contains("--set " + key.strip() + " is refused")
                .doesNotContain("horse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "walk", "run --fast", "run now", "run --set", "run --config", "demo --config x"})
    void badUsageEndsWithCode2AndOneHint(String line) {
        int code = heartbeat.execute(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(heartbeat.out()).isEmpty();
        assertThat(heartbeat.err()).contains("--help").doesNotContain("Usage:", "Exception");
    }

    @Test
    void aMissingConfigurationFileIsNamed() {
        Path nowhere = directory.resolve("nowhere.properties");

        assertThat(heartbeat.execute("monitor", "--config", nowhere.toString())).isEqualTo(2);
        assertThat(heartbeat.err()).isEqualToIgnoringNewLines("The configuration file " + nowhere + " does not exist");
    }

    @Test
    void otherFailuresEndWithCode1AndOneLine() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        int code =
                heartbeat.execute("monitor", "--set", secretFile, "--set", "port=48999", "--set", "state-dir=" + file);

        assertThat(code).isEqualTo(1);
        assertThat(heartbeat.err().lines()).hasSize(1).first().asString().contains(file.toString());
    }

    @Test
    void aSecretIsAloneOnStdoutAndTheAdviceOnStderr() {
        assertThat(heartbeat.execute("secret")).isZero();
        assertThat(heartbeat.out()).endsWith(System.lineSeparator());
        assertThat(Secret.of(heartbeat.out().strip()).text()).startsWith("hbk1_");
        assertThat(heartbeat.err())
                .contains("mode 600")
                .doesNotContain(heartbeat.out().strip());
    }

    @Test
    void aSecretIsReplacedInThreeSteps() throws IOException {
        Path file = directory.resolve("secret");
        String old = Files.readString(file).strip();
        Files.writeString(file, "# of our group\n" + old + "\n");

        assertThat(heartbeat.execute("secret", "add", "--set", secretFile)).isZero();
        String next = Files.readAllLines(file).get(2);
        assertThat(Files.readAllLines(file)).containsExactly("# of our group", old, next);
        assertThat(Secret.of(next)).isNotEqualTo(Secret.of(old));
        assertThat(heartbeat.err())
                .contains("It seals under " + Secret.of(old).keyId("default") + ", and opens "
                        + Secret.of(next).keyId("default") + " too");

        assertThat(heartbeat.execute("secret", "promote", "--set", secretFile)).isZero();
        assertThat(Files.readAllLines(file)).containsExactly("# of our group", next, old);

        assertThat(heartbeat.execute("secret", "retire", "--set", secretFile)).isZero();
        assertThat(Files.readAllLines(file)).containsExactly("# of our group", next);
        assertThat(heartbeat.out()).isEmpty();
        assertThat(heartbeat.err()).doesNotContain(next.substring(5, 15), old.substring(5, 15));
    }

    @Test
    void aSecretFileIsReplacedAsAWholeForItsOwnerOnlyAndWhereALinkPoints() throws IOException {
        Path file = directory.resolve("secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        assertThat(heartbeat.execute("secret", "add", "--set", "secret-file=" + link))
                .isZero();

        assertThat(link).isSymbolicLink();
        assertThat(Files.readAllLines(file)).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aSecretFileThatCannotBeReadIsLeftAlone() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "hunter2\n");

        assertThat(heartbeat.execute("secret", "add", "--set", secretFile)).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("hunter2\n");
        assertThat(heartbeat.err()).contains("line 1: a passphrase must have").doesNotContain("hunter2");
    }

    @Test
    void statusShowsWhatAMonitorHasWrittenDown() throws IOException {
        String state = "state-dir=" + directory.resolve("state");
        assertThat(heartbeat.execute("secret", "status", "--set", secretFile, "--set", state))
                .isZero();
        assertThat(heartbeat.out().lines())
                .containsExactly(
                        "KEY       HOSTS THAT BEAT UNDER IT  HOSTS THAT LACK IT",
                        Secret.fromFile(directory.resolve("secret")).keyId("default")
                                + "  -                         -");
    }

    @Test
    void aTokenIsAloneOnStdoutAndItsNumberOnStderr() {
        assertThat(heartbeat.execute("token", "laptop", "--set", secretFile)).isZero();
        Secret token = Secret.of(heartbeat.out().strip());
        assertThat(token.host()).contains("laptop");
        assertThat(heartbeat.err())
                .contains("monitor.deny = " + token.tokenNumber().orElseThrow())
                .doesNotContain(token.text().substring(5, 15));
    }

    @Test
    void aTokenIsMadeForAPossibleHostAndFromTheSecretOfTheGroup() throws IOException {
        assertThat(heartbeat.execute("token", "n\u202Eas", "--set", secretFile)).isEqualTo(2);
        Files.writeString(
                directory.resolve("token"),
                Secret.generate().tokenFor("nas", "default").text());
        assertThat(heartbeat.execute("token", "nas", "--set", "secret-file=" + directory.resolve("token")))
                .isEqualTo(2);
        assertThat(heartbeat.out()).isEmpty();
        assertThat(heartbeat.err()).contains("U+202E", "a host token does not hold the key of the group");
    }

    @Test
    void hostsNeedNoSecret() {
        assertThat(heartbeat.execute("hosts", "--set", "state-dir=" + directory))
                .isZero();
        assertThat(heartbeat.out()).isEmpty();
        assertThat(heartbeat.err()).contains("No monitor has written down any host in " + directory);
    }

    @Test
    void hostsThatCannotBeReadAreNoEmptyTable() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(heartbeat.execute("hosts", "--set", "state-dir=" + file)).isEqualTo(1);
        assertThat(heartbeat.err()).startsWith("Cannot read " + file);
    }

    @Test
    void hostsTellOfKeysThatDoNotExist() {
        assertThat(heartbeat.execute("hosts", "--set", "state-dirr=/tmp")).isEqualTo(2);
        assertThat(heartbeat.err()).startsWith("unknown key 'state-dirr'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "run", "heartbeat", "monitor", "secret", "token", "hosts", "outbox", "ack", "silence"})
    void everyCommandHasHelpWithAnExample(String command) {
        assertThat(heartbeat.execute(command, "--help")).isZero();
        assertThat(heartbeat.out()).contains("Usage: heartbeat " + command, "Example:");
        assertThat(heartbeat.out().lines()).hasSizeLessThan(24).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox", "ack nas", "silence list", "silence add nas --for 2h", "silence end nas"})
    void whereNobodyWasEverNotifiedThereIsNothingToTell(String line) {
        assertThat(execute(line)).isEqualTo(1);
        assertThat(heartbeat.err().lines()).singleElement().asString().contains("no outbox", "state-dir");
        assertThat(heartbeat.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox", "ack nas", "silence list"})
    void whoeverKeepsNoStateCannotBeToldAnything(String line) {
        assertThat(heartbeat.execute((line + " --set state-dir=none").split(" ")))
                .isEqualTo(2);
        assertThat(heartbeat.err()).startsWith("state-dir is none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "silence",
                "silence add nas",
                "silence add nas --for soon",
                "silence add nas --until later",
                "silence add nas --for 1h --until 2030-01-01T00:00",
                "ack"
            })
    void aSilenceNeedsAnEnd(String line) throws IOException {
        told("nas");
        assertThat(execute(line)).isEqualTo(2);
        assertThat(heartbeat.err()).contains("--help");
    }

    @Test
    void aSilenceIsAddedListedAndEnded() throws IOException {
        told("nas");
        assertThat(execute("silence add web-* --for 2h --reason kernel")).isZero();
        assertThat(heartbeat.out()).contains("nothing is told of web-* from");
        assertThat(heartbeat.err()).contains("No monitor is running here");
        assertThat(execute("silence list")).isZero();
        assertThat(heartbeat.out()).contains("web-*", "kernel");
        assertThat(execute("silence end web-*")).isZero();
        assertThat(execute("silence end web-*")).isEqualTo(1);
        assertThat(heartbeat.err()).contains("There is no silence web-*");
    }

    @Test
    void theOutboxShowsWhatIsWrongAndWhatWaitsAndAnAcknowledgementIsSeen() throws IOException {
        told("nas");
        assertThat(execute("outbox")).isZero();
        assertThat(heartbeat.out()).contains("Flatlined Host: nas", "phone");
        assertThat(execute("ack pi")).isEqualTo(1);
        assertThat(heartbeat.err()).contains("Nothing is wrong with pi; something is wrong with nas");
        assertThat(execute("ack n*")).isZero();
        assertThat(heartbeat.out()).contains("Acknowledged: Flatlined Host: nas");
        assertThat(execute("outbox --json")).isZero();
        assertThat(heartbeat.out()).contains("\"acknowledged\":true", "\"notifier\":\"phone\"");
    }

    /** What a monitor leaves whose notifier could not deliver. */
    private void told(String host) {
        NotificationsConfig config = NotificationsConfig.builder()
                .stateDirectory(directory)
                .discovery(false)
                .notifier("phone", (notification, attempt) -> Outcome.retry("no route to host"))
                .build();
        try (Notifications notifications = Notifications.start(config)) {
            notifications.onEvent(new HostFlatlined(
                    "f1",
                    host,
                    Instant.now(),
                    Instant.now(),
                    Duration.ofSeconds(6),
                    new Evidence(
                            3,
                            Duration.ofSeconds(2),
                            0,
                            true,
                            Duration.ZERO,
                            Duration.ofSeconds(4),
                            2,
                            Duration.ZERO,
                            "",
                            List.of(),
                            List.of())));
        }
    }

    private int execute(String line) {
        return heartbeat.execute((line + " --set state-dir=" + directory).split(" "));
    }

    @Test
    void withJsonOnlyThatIsOnStdout() {
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(heartbeat.execute("test-notifiers", "--json", "--set", "notifier.console.enabled=on"))
                    .isZero();
        } finally {
            System.setOut(stdout);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(heartbeat.out()).startsWith("{").contains("SENT");
    }

    @Test
    void aNotifierThatCannotBeReachedIsToldWithWhatToDo() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "not-a-real-token");
        assertThat(heartbeat.execute(
                        "test-notifiers",
                        "--set",
                        "notifier.console.enabled=off",
                        "--set",
                        "notifier.pushbullet.token-file=" + token,
                        "--set",
                        "notifier.pushbullet.url=http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(heartbeat.out().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .matches(
                        "pushbullet +unavailable +No answer from 127\\.0\\.0\\.1:1: .*; check the network and its address; "
                                + "notifications wait, and are tried again by themselves");
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(heartbeat.execute("--version")).isZero();
        assertThat(heartbeat.out().lines()).hasSize(1).first().asString().startsWith("heartbeat ");
    }
}
