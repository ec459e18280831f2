package io.heartbeat.notifier.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heartbeat.spi.Attempt;
import io.heartbeat.spi.Notification;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.Outcome;
import io.heartbeat.spi.Outcome.Refusal;
import io.heartbeat.spi.SecretText;
import io.heartbeat.testkit.NotifierContract;
import io.heartbeat.testkit.SampleNotifications;
import io.heartbeat.testkit.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class ExecTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:07Z");
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    private final Map<String, String> given = new HashMap<>();

    @BeforeEach
    void runWhereItsFilesAre() {
        given.put("directory", directory.toString());
    }

    @Test
    void keepsTheContractOfANotifier() throws Exception {
        NotifierContract.of(new ExecFactory())
                .with("command", script("cat > /dev/null; echo $HEARTBEAT_TOKEN"))
                .with("token", "not-a-real-token")
                .unreachableWith("command", "/nonexistent/page")
                .verify();
    }

    @Test
    void readsJsonFromStandardInput() throws Exception {
        deliver("cat > got");

        assertThat(directory.resolve("got"))
                .content()
                .isEqualTo(SampleNotifications.problem().toJson() + "\n");
    }

    @Test
    void findsTheNotificationInItsEnvironment() throws Exception {
        given.put("token", "not-a-real-token");
        deliver("env | grep HEARTBEAT_ | sort > got");

        assertThat(Files.readAllLines(directory.resolve("got")))
                .containsExactly(
                        "HEARTBEAT_AT=2026-11-22T10:00:00Z",
                        "HEARTBEAT_ATTEMPT=1",
                        "HEARTBEAT_DETAIL_SILENCE=10 s",
                        "HEARTBEAT_HOST=nas",
                        "HEARTBEAT_ID=c0ffee01",
                        "HEARTBEAT_INCIDENT=nas-1",
                        "HEARTBEAT_KEY=" + KEY,
                        "HEARTBEAT_PHASE=PROBLEM",
                        "HEARTBEAT_SEVERITY=CRITICAL",
                        "HEARTBEAT_TEXT=nas flatlined: silent for 10 s, 5 beats missed",
                        "HEARTBEAT_TITLE=Flatlined Host: nas",
                        "HEARTBEAT_TOKEN=not-a-real-token",
                        "HEARTBEAT_TYPE=HOST_FLATLINED");
    }

    @Test
    void inheritsNothingButWhatItNeeds() {
        Map<String, String> environment = new HashMap<>(
                Map.of("PATH", "/bin", "HEARTBEAT_SECRET", "x", "AWS_KEY", "x", "DISPLAY", ":0", "HOME", "/root"));

        new Variables(List.of("DISPLAY"), SecretText.of(""))
                .putInto(environment, SampleNotifications.note(), SampleNotifications.attempt());

        assertThat(environment)
                .containsKeys("PATH", "HOME", "DISPLAY")
                .doesNotContainKeys("HEARTBEAT_SECRET", "AWS_KEY");
    }

    @Test
    void getsArgumentsAsTheyAreWithoutAShell() throws Exception {
        given.put("command", script("for each; do echo \"[$each]\"; done > got") + ", $HOME, a  b, ; rm -rf *, \"x\"");
        deliver();

        assertThat(Files.readAllLines(directory.resolve("got")))
                .containsExactly("[$HOME]", "[a  b]", "[; rm -rf *]", "[\"x\"]");
    }

    @ParameterizedTest
    @CsvSource({"64,CONFIGURATION", "78,CONFIGURATION", "126,CONFIGURATION", "127,CONFIGURATION", "77,AUTHORISATION"})
    void anExitCodeMayBlameTheSettings(int code, Refusal refusal) throws Exception {
        assertThat(deliver("echo no such queue; exit " + code))
                .isEqualTo(Outcome.rejected(
                        refusal, "sh says: no such queue, exit code " + code + "; correct notifier.test.command"));
    }

    @Test
    void anExitCodeMayBlameTheNotification() throws Exception {
        assertThat(deliver("exit 65")).isEqualTo(Outcome.rejected(Refusal.PAYLOAD, "sh says: exit code 65"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 69, 75, 255})
    void anyOtherExitCodeMeansLater(int code) throws Exception {
        assertThat(deliver("echo busy >&2; exit " + code)).isEqualTo(Outcome.retry("sh says: busy, exit code " + code));
    }

    @Test
    void deathBySignalMeansLater() throws Exception {
        assertThat(deliver("kill -9 $$")).isEqualTo(Outcome.retry("sh says: exit code 137"));
    }

    @Test
    void itsOutputIsCutAndKeepsNoSecret() throws Exception {
        given.put("token", "not-a-real-token");
        Outcome.Retry retry = (Outcome.Retry) deliver("echo $HEARTBEAT_TOKEN; yes | head -c 1000000; exit 1");

        assertThat(retry.reason()).startsWith("sh says: [hidden] y y y").hasSizeLessThan(250);
    }

    @Test
    void mayLeaveItsInputUnread() throws Exception {
        Notification lengthy = SampleNotifications.saying("t", "x".repeat(1_000_000));

        assertThat(notifier(script("exit 0")).deliver(lengthy, attempt(Duration.ofSeconds(30))))
                .isEqualTo(Outcome.delivered());
    }

    @Test
    void mayLeaveOthersBehindThatHoldItsOutput() throws Exception {
        assertThat(deliver("sleep 5 & exit 0")).isEqualTo(Outcome.delivered());
    }

    @Test
    void whatRunsTooLongIsKilledWithItsChildren() throws Exception {
        given.put("timeout", "1s");
        Outcome outcome = deliver("echo waiting; sleep 300 & echo $! > child; wait");

        assertThat(outcome).isEqualTo(Outcome.retry("sh has not ended in time: waiting"));
        assertThat(ended("child")).isTrue();
    }

    @Test
    void theDeadlineHoldsAsWell() throws Exception {
        Outcome outcome =
                notifier(script("sleep 300")).deliver(SampleNotifications.problem(), attempt(Duration.ofSeconds(1)));

        assertThat(outcome).isEqualTo(Outcome.retry("sh has not ended in time"));
    }

    @Test
    void anInterruptKillsIt() throws Exception {
        Notifier notifier = notifier(script("echo $$ > child; sleep 300"));
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (!Files.exists(directory.resolve("child"))) {
                Thread.onSpinWait();
            }
            caller.interrupt();
        });
        interrupter.start();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> notifier.deliver(SampleNotifications.problem(), attempt(Duration.ofSeconds(30))));
        assertThat(ended("child")).isTrue();
    }

    @Test
    void aProgramThatIsNotThereIsASetting() throws Exception {
        given.put("command", "/nonexistent/page");
        Outcome.Rejected rejected = (Outcome.Rejected) deliver();

        assertThat(rejected.refusal()).isEqualTo(Refusal.CONFIGURATION);
        assertThat(rejected.reason()).contains("/nonexistent/page").contains("correct notifier.test.command");
    }

    @Test
    void asksForACommand() {
        assertThat(errors("command", ""))
                .containsExactly("test.command is not set: name a program and its arguments, comma-separated");
        assertThat(errors("command", "page, --urgent"))
                .containsExactly("test.command must begin with the absolute path of a program, but begins with 'page'");
    }

    @Test
    void passesNothingOnThatIsOurs() {
        assertThat(errors("command", "/bin/true", "environment", "DISPLAY,HEARTBEAT_SECRET"))
                .singleElement()
                .asString()
                .contains("but one is 'HEARTBEAT_SECRET'");
    }

    private boolean ended(String file) throws Exception {
        long process = Long.parseLong(Files.readString(directory.resolve(file)).strip());
        for (int i = 0; i < 500 && isAlive(process); i++) {
            Thread.sleep(10);
        }
        return !isAlive(process);
    }

    /** One that is dead but that nobody has asked about is still listed. */
    private static boolean isAlive(long process) throws Exception {
        Path stat = Path.of("/proc/" + process + "/stat");
        boolean listed = ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
        return listed && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
    }

    private Outcome deliver(String script) throws Exception {
        given.put("command", script(script));
        return deliver();
    }

    private Outcome deliver() throws Exception {
        return notifier(given.get("command")).deliver(SampleNotifications.problem(), attempt(Duration.ofSeconds(30)));
    }

    private static Attempt attempt(Duration patience) {
        return new Attempt(1, NOW, NOW.plus(patience), KEY);
    }

    private Notifier notifier(String command) {
        given.put("command", command);
        TestSettings settings = TestSettings.of(given);
        List<Notifier> made = new ExecFactory().create(settings);
        assertThat(settings.errors()).isEmpty();
        return made.get(0);
    }

    private static List<String> errors(String... values) {
        Map<String, String> wrong = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            wrong.put(values[i], values[i + 1]);
        }
        wrong.values().removeIf(String::isEmpty);
        TestSettings settings = TestSettings.of(wrong);
        new ExecFactory().create(settings).forEach(Notifier::close);
        return settings.errors();
    }

    private String script(String text) throws Exception {
        Path script = directory.resolve("script");
        Files.writeString(script, text + "\n");
        return "/bin/sh, " + script;
    }
}
