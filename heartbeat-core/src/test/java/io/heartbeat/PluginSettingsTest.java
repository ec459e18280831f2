package io.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.spi.PluginSettings;
import io.heartbeat.spi.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginSettingsTest {
    @TempDir
    Path folder;

    URLClassLoader loader;

    @BeforeEach
    void compile() throws Exception {
        String source = ProviderJar.factory(
                "p.Probe",
                "public static java.util.function.Function<PluginSettings, Object> reader; public static Object result;",
                "return \"probe\";",
                "result = reader == null ? null : reader.apply(s); " + ProviderJar.DELIVERS);
        loader = ProviderJar.loader(
                new ProviderJar(folder, "probe").provider("p.Probe", source).build());
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    Object value;

    List<String> read(Map<String, String> values, Function<PluginSettings, Object> reader) {
        Map<String, String> all = new HashMap<>(Map.of("notifier.phone.type", "probe"));
        values.forEach((k, v) -> all.put("notifier.phone." + k, v));
        return read(Configuration.of(all, Map.of("TOKEN", "from-env-secret", "EMPTY", "")), reader);
    }

    List<String> read(Configuration configuration, Function<PluginSettings, Object> reader) {
        try {
            Class<?> probe = loader.loadClass("p.Probe");
            probe.getField("reader").set(null, reader);
            NotificationsConfig config = configuration.withPlugins(loader).notifications();
            try {
                config.resolve();
                return List.of();
            } catch (ConfigurationException e) {
                return e.errors();
            } finally {
                value = probe.getField("result").get(null);
                probe.getField("reader").set(null, null);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void name() {
        assertThat(read(Map.of(), PluginSettings::name)).isEmpty();
        assertThat(value).isEqualTo("phone");
    }

    @Test
    void required() {
        assertThat(read(Map.of("a", " x "), s -> s.required("a"))).isEmpty();
        assertThat(value).isEqualTo("x");
        assertThat(read(Map.of(), s -> s.required("a"))).containsExactly("notifier.phone.a is missing");
        assertThat(value).isEqualTo("");
        assertThat(read(Map.of("a", " "), s -> s.required("a")))
                .singleElement()
                .asString()
                .contains("notifier.phone.a");
        assertThat(read(Map.of("a", "${NOPE}"), s -> s.required("a")))
                .singleElement()
                .asString()
                .contains("notifier.phone.a", "NOPE", "not set");
        assertThat(read(Map.of("a", "${EMPTY}"), s -> s.required("a")))
                .as("an empty variable")
                .singleElement()
                .asString()
                .contains("notifier.phone.a");
    }

    @Test
    void listParts() {
        assertThat(read(Map.of("a", "x, y ,z"), s -> s.list("a"))).isEmpty();
        assertThat(value).isEqualTo(List.of("x", "y", "z"));
        read(Map.of(), s -> s.list("a"));
        assertThat(value).isEqualTo(List.of());
    }

    @ParameterizedTest
    @CsvSource({"on,true", "off,false", "yes,true", "FALSE,false"})
    void flag(String text, boolean expected) {
        assertThat(read(Map.of("a", text), s -> s.flag("a", !expected))).isEmpty();
        assertThat(value).isEqualTo(expected);
    }

    @Test
    void wrongOnes() {
        assertThat(read(Map.of("a", "maybe"), s -> s.flag("a", true)))
                .singleElement()
                .asString()
                .contains("notifier.phone.a", "maybe");
        assertThat(value).isEqualTo(true);
        assertThat(read(Map.of("a", "7"), s -> s.number("a", 3, 1, 5)))
                .singleElement()
                .asString()
                .contains("notifier.phone.a", "1 to 5", "7");
        assertThat(value).isEqualTo(3);
        assertThat(read(Map.of("a", "x7"), s -> s.number("a", 3, 1, 5)))
                .singleElement()
                .asString()
                .contains("notifier.phone.a", "x7");
        assertThat(read(Map.of("a", "99999999999"), s -> s.number("a", 3, 1, 5)))
                .singleElement()
                .asString()
                .contains("notifier.phone.a", "99999999999");
        assertThat(read(Map.of("a", "5"), s -> s.number("a", 3, 1, 5))).isEmpty();
        assertThat(value).isEqualTo(5);
        Function<PluginSettings, Object> d =
                s -> s.duration("a", Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(read(Map.of("a", "2m"), d))
                .singleElement()
                .asString()
                .contains("notifier.phone.a", "1s to 1m", "2m");
        assertThat(value).isEqualTo(Duration.ofSeconds(3));
        assertThat(read(Map.of("a", "soon"), d)).singleElement().asString().contains("notifier.phone.a", "soon");
        assertThat(read(Map.of("a", "1m"), d)).isEmpty();
        assertThat(value).isEqualTo(Duration.ofMinutes(1));
        assertThat(read(Map.of("a", "1s"), d)).isEmpty();
        assertThat(read(Map.of("a", "\0"), s -> s.path("a")))
                .singleElement()
                .asString()
                .contains("notifier.phone.a");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://host.example/",
        "no url",
        "http://user:pass@host.example/",
        "/path",
        "http:///x",
        "https:x",
        "http://[bad",
        "http://user@host.example"
    })
    void wrongUrls(String text) {
        URI other = URI.create("https://default.example");
        assertThat(read(Map.of("a", text), s -> s.url("a", other)))
                .singleElement()
                .asString()
                .startsWith("notifier.phone.a")
                .doesNotContain("pass@");
        assertThat(value).isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource({
        "http://host.example",
        "https://192.0.2.1:8080/a?b=c",
        "HTTPS://host.example",
        "http://[2001:db8::1]:80/"
    })
    void rightUrls(String text) {
        assertThat(read(Map.of("a", text), s -> s.url("a", URI.create("https://default.example"))))
                .isEmpty();
        assertThat(value).isEqualTo(URI.create(text));
    }

    @Test
    void zones() {
        ZoneId vienna = ZoneId.of("Europe/Vienna");
        assertThat(read(Map.of("a", "Asia/Tokyo"), s -> s.zone("a", vienna))).isEmpty();
        assertThat(value).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(read(Map.of(), s -> s.zone("a", vienna))).isEmpty();
        assertThat(value).isEqualTo(vienna);
        assertThat(read(Map.of("a", "Middle-earth/Shire"), s -> s.zone("a", vienna)))
                .containsExactly("notifier.phone.a: 'Middle-earth/Shire' is no time zone: write Europe/Vienna or UTC");
        assertThat(value).isEqualTo(vienna);
    }

    @Test
    void paths() throws IOException {
        Path file = Files.writeString(
                folder.resolve("heartbeat.properties"),
                "notifier.phone.type=probe\nnotifier.phone.a=here/x\nnotifier.phone.b=~/y\n");
        assertThat(read(
                        Configuration.load(file),
                        s -> List.of(s.path("a").orElseThrow(), s.path("b").orElseThrow())))
                .isEmpty();
        assertThat(value).isEqualTo(List.of(folder.resolve("here/x"), Path.of(System.getProperty("user.home"), "y")));
        assertThat(read(Map.of("a", "here"), s -> s.path("a").orElseThrow())).isEmpty();
        assertThat(value).isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void secretOnItsOwn() throws IOException {
        Function<PluginSettings, Object> r = s -> s.secret("token").reveal();
        assertThat(read(Map.of("token", "abc, def"), r)).isEmpty();
        assertThat(value).isEqualTo("abc, def");
        assertThat(read(Map.of("token", "${TOKEN}"), r)).isEmpty();
        assertThat(value).isEqualTo("from-env-secret");
        assertThat(read(Map.of("token", "#hash-at-start"), r)).isEmpty();
        assertThat(value).as("no comment in a value").isEqualTo("#hash-at-start");
        assertThat(read(Map.of(), r))
                .singleElement()
                .asString()
                .startsWith("notifier.phone.token")
                .contains("missing", "token-file");
        assertThat(value).isEqualTo("");
        assertThat(read(Map.of("token", "$TOKEN"), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token", "${");
        assertThat(read(Map.of("token", "${TOKEN"), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token", "${");
        assertThat(read(Map.of("token", "${NOPE}"), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token", "NOPE");
        assertThat(read(Map.of("token", "${EMPTY}"), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token");
    }

    @Test
    void secretFiles() throws IOException {
        Function<PluginSettings, Object> r = s -> s.secret("token").reveal();
        Path file = Files.writeString(folder.resolve("token"), "file-secret\n");
        assertThat(read(Map.of("token-file", file.toString()), r)).isEmpty();
        assertThat(value).isEqualTo("file-secret");
        assertThat(read(Map.of("token-file", file.toString(), "token", "other-secret"), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token", "both")
                .doesNotContain("other-secret", "file-secret");
        assertThat(read(Map.of("token-file", folder.resolve("none").toString()), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token-file", "none");
        assertThat(read(Map.of("token-file", folder.toString()), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token-file");
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        assertThat(read(Map.of("token-file", empty.toString()), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token-file", "empty");
        Path comment = Files.writeString(folder.resolve("comment"), "# nothing\n");
        assertThat(read(
                        Map.of("token-file", comment.toString()),
                        s -> s.secrets("token").size()))
                .as("comments only")
                .singleElement()
                .asString()
                .contains("notifier.phone.token-file");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(read(Map.of("token-file", binary.toString()), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token-file");
        Path bom = Files.writeString(folder.resolve("bom"), "\uFEFFfile-secret\r\n");
        assertThat(read(Map.of("token-file", bom.toString()), r)).isEmpty();
        assertThat(value).isEqualTo("file-secret");
        Path huge = Files.write(folder.resolve("huge"), new byte[10_000_000]);
        assertThat(read(Map.of("token-file", huge.toString()), r))
                .singleElement()
                .asString()
                .contains("notifier.phone.token-file")
                .hasSizeLessThan(500);
        Path config = Files.writeString(
                folder.resolve("h.properties"), "notifier.phone.type=probe\nnotifier.phone.token-file=token\n");
        assertThat(read(Configuration.load(config), r)).isEmpty();
        assertThat(value).isEqualTo("file-secret");
    }

    @Test
    void severalSecrets() throws IOException {
        Function<PluginSettings, Object> r =
                s -> s.secrets("token").stream().map(SecretText::reveal).toList();
        assertThat(read(Map.of("token", "a, b"), r)).isEmpty();
        assertThat(value).isEqualTo(List.of("a", "b"));
        Path file = Files.writeString(folder.resolve("token"), "one\n\n two \n");
        assertThat(read(Map.of("token-file", file.toString()), r)).isEmpty();
        assertThat(value).isEqualTo(List.of("one", "two"));
        assertThat(read(Map.of(), r)).isEmpty();
        assertThat(value).isEqualTo(List.of());
        assertThat(read(Map.of("token", ","), r)).as("a comma alone").isNotEmpty();
    }

    @Test
    void unknownAndProblems() {
        assertThat(read(Map.of("tokn", "s3cret"), s -> s.optional("token")))
                .singleElement()
                .asString()
                .contains("unknown", "notifier.phone.tokn", "token")
                .doesNotContain("s3cret");
        assertThat(read(Map.of("a", "1"), s -> {
                    s.optional("a");
                    s.problem("a", "must be 2");
                    return 1;
                }))
                .containsExactly("notifier.phone.a must be 2");
        List<String> thrown = read(Map.of("a", "1", "b", "2"), s -> {
            s.optional("a");
            throw new IllegalStateException("no luck");
        });
        assertThat(thrown)
                .as("b was just not reached")
                .singleElement()
                .asString()
                .contains("no luck", "notifier.phone");
        List<String> both = read(Map.of(), s -> {
            s.required("a");
            throw new IllegalStateException("follows from it");
        });
        assertThat(both).contains("notifier.phone.a is missing");
    }

    @Test
    void whatAPlugInMakesOfAStandInIsNotToldBesideTheError() {
        assertThat(read(Map.of("token-file", folder.resolve("absent").toString()), s -> {
                    s.secrets("token");
                    s.problem("token", "is not set, nor is token-file");
                    s.problem("to", "is odd");
                    return "";
                }))
                .hasSize(2)
                .anySatisfy(error -> assertThat(error).contains("does not exist"))
                .anySatisfy(error -> assertThat(error).endsWith("to is odd"));
    }

    @Test
    void builderMapsUseTheWorkingDirectoryAndProbingSeesNoEnvironment() throws Exception {
        Class<?> probe = loader.loadClass("p.Probe");
        probe.getField("reader")
                .set(null, (Function<PluginSettings, Object>) s -> s.path("a").orElse(Path.of("unset")));
        NotificationsConfig.builder()
                .classLoader(loader)
                .notifier("probe", Map.of("a", "rel"))
                .build()
                .resolve();
        assertThat(probe.getField("result").get(null)).isEqualTo(Path.of("rel").toAbsolutePath());
    }

    @Test
    void everyOneOfSeveralSecretsIsKeptOutOfErrors() {
        assertThat(read(Map.of("token", "#first-secret, second-secret"), s -> {
                    List<SecretText> tokens = s.secrets("token");
                    s.problem("token", "is bad: " + tokens.get(1).reveal());
                    return tokens.get(0).reveal();
                }))
                .containsExactly("notifier.phone.token is bad: [hidden]");
        assertThat(value).as("no comment in a value").isEqualTo("#first-secret");
    }
}
