package io.heartbeat.examples.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars of strangers, dropped into a directory or put on the module path, with the runner's real jar. */
class PluginsIT {
    @TempDir
    private Path directory;

    @Test
    void whatIsDroppedInIsListedWithItsStateAndTheReason() throws Exception {
        Path jars = new Specimens(directory).withExamples().withBroken().directory();

        Map<String, JsonObject> plugins = runner("plugins", "--json", "--plugins", jars.toString())
                .mustEndWith(0)
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .collect(Collectors.toMap(plugin -> plugin.get("provider").getAsString(), Function.identity()));

        assertThat(state(plugins, "com.example.heartbeat.diskspace")).isEqualTo("ACTIVE");
        assertThat(state(plugins, "com.example.heartbeat.file")).isEqualTo("IDLE");
        assertThat(reason(plugins, "com.example.heartbeat.file")).contains("notifier.file.path");
        assertThat(state(plugins, "io.heartbeat.notifier.pushbullet")).isEqualTo("IDLE");
        assertThat(reason(plugins, "io.heartbeat.notifier.pushbullet")).contains("notifier.pushbullet.token");
        assertThat(state(plugins, "io.heartbeat.hardware.smart")).isEqualTo("ACTIVE");
        for (String broken : List.of("Needy", "Throwing", "Other", "Absent", "Old")) {
            assertThat(state(plugins, "stranger." + broken)).as(broken).isEqualTo("BROKEN");
        }
        assertThat(reason(plugins, "stranger.Needy")).contains("elsewhere.Base");
        assertThat(reason(plugins, "stranger.Throwing")).contains("no luck today");
        assertThat(reason(plugins, "stranger.Old")).contains("another version");
    }

    @Test
    void theListReadsWellOnATerminal() throws Exception {
        Path jars = new Specimens(directory).withExamples().withBroken().directory();

        String table = runner("plugins", "--plugins", jars.toString()).mustEndWith(0);
        assertThat(table.lines().findFirst().orElseThrow()).startsWith("KIND").contains("NAME", "STATE", "WHY");
        assertThat(table).contains("diskspace", "missing-dependency.jar").doesNotContain("Exception in", "\tat ");
    }

    @Test
    void aDroppedNotifierIsUsedThoughBrokenOnesLieBesideIt() throws Exception {
        Path jars = new Specimens(directory).withExamples().withBroken().directory();
        Path file = directory.resolve("told");

        String table = runner("test-notifiers", "--plugins", jars.toString(), "--set", "notifier.file.path=" + file)
                .mustEndWith(0);
        assertThat(table).contains("file").contains("sent");
        assertThat(Files.readString(file)).containsIgnoringCase("test");
    }

    @Test
    void aDroppedHardwareMonitorIsUsed() throws Exception {
        Path jars = new Specimens(directory).withExamples().withBroken().directory();

        String table = runner("hardware", "--once", "--plugins", jars.toString(), "--set", "hardware.smart.enabled=off")
                .mustEndWith(0);
        assertThat(table).contains("diskspace:");
    }

    @Test
    void twoOfOneTypeAreRefusedAndBothAreNamed() throws Exception {
        Specimens specimens = new Specimens(directory).withExamples();
        specimens.withRivalOf("file");

        Run run = runner("run", "--plugins", specimens.directory().toString(), "--set", "monitor.enabled=on");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("com.example.heartbeat.file", "stranger.Rival", "rival.jar");
    }

    @Test
    void theSameJarsWorkOnTheModulePath() throws Exception {
        Path file = directory.resolve("told");
        Path modules = Files.createDirectories(directory.resolve("modules"));
        for (Path jar : List.of(
                Specimens.built("../heartbeat-api", "heartbeat-api"),
                Specimens.built("../heartbeat-core", "heartbeat-core"),
                Specimens.built("plugins/heartbeat-notifier-file", "heartbeat-notifier-file"),
                Specimens.built("plugins/heartbeat-hw-diskspace", "heartbeat-hw-diskspace"),
                slf4j())) {
            Files.copy(jar, modules.resolve(jar.getFileName()));
        }
        Path app = compiledApplication(modules);

        Run run = run(List.of(
                Launch.JAVA.toString(),
                "-p",
                modules + System.getProperty("path.separator") + app,
                "-m",
                "app/app.Main",
                file.toString()));
        assertThat(run.mustEndWith(0))
                .contains("module: true")
                .contains("file SENT")
                .contains("diskspace:");
        assertThat(Files.readString(file)).containsIgnoringCase("test");
    }

    private Path compiledApplication(Path modules) throws IOException {
        Path source = Files.createDirectories(directory.resolve("source/app"));
        Path info = Files.writeString(
                directory.resolve("source/module-info.java"), "module app { requires io.heartbeat.core; }");
        Path main = Files.writeString(source.resolve("Main.java"), """
                package app;
                import io.heartbeat.*;
                import java.util.Map;
                public class Main {
                    public static void main(String[] args) {
                        System.out.println("module: " + Notifications.class.getModule().isNamed());
                        NotificationsConfig notifications = NotificationsConfig.builder()
                                .notifier("file", Map.of("path", args[0]))
                                .build();
                        Notifications.test(notifications)
                                .forEach(test -> System.out.println(test.name() + " " + test.state()));
                        HardwareWatch.checkOnce(HardwareConfig.builder().build())
                                .forEach(component -> System.out.println(component.component()));
                    }
                }
                """);
        Path classes = directory.resolve("app");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-p",
                                modules.toString(),
                                "-d",
                                classes.toString(),
                                info.toString(),
                                main.toString()))
                .isZero();
        return classes;
    }

    private static Path slf4j() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(entry -> entry.contains("slf4j-api"))
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }

    private static String state(Map<String, JsonObject> plugins, String provider) {
        return find(plugins, provider).get("state").getAsString();
    }

    private static String reason(Map<String, JsonObject> plugins, String provider) {
        return find(plugins, provider).get("reasons").toString();
    }

    private static JsonObject find(Map<String, JsonObject> plugins, String provider) {
        return plugins.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(provider))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + provider + " among " + plugins.keySet()));
    }

    /** What a process that has ended said. */
    private record Run(int exitCode, String out, String err) {

        String mustEndWith(int expected) {
            assertThat(exitCode).as(err).isEqualTo(expected);
            return out;
        }
    }

    private Run runner(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Launch.JAVA.toString(), "-XX:TieredStopAtLevel=1", "-jar", Launch.JAR.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--set", "state-dir=" + directory.resolve("state")));
        return run(command);
    }

    private Run run(List<String> command) throws Exception {
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().put("HEARTBEAT_SECRET", Launch.SECRET.text());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }
}
