package io.heartbeat;

import static io.heartbeat.ProviderJar.DELIVERS;
import static io.heartbeat.ProviderJar.config;
import static io.heartbeat.ProviderJar.errors;
import static io.heartbeat.ProviderJar.factory;
import static io.heartbeat.ProviderJar.good;
import static io.heartbeat.ProviderJar.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.PluginStatus.State;
import io.heartbeat.internal.plugin.Candidate;
import io.heartbeat.internal.plugin.PluginDiscovery;
import io.heartbeat.spi.Notifier;
import io.heartbeat.spi.NotifierFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Jars of strangers, good and broken: what is found, and what is said about the rest. */
@Timeout(60)
class PluginDiscoveryTest {
    @TempDir
    Path folder;

    static Stream<Arguments> broken() {
        String ok = DELIVERS;
        return Stream.of(
                Arguments.of(
                        "missing class in create",
                        factory("bad.Bad", "return \"bad\";", "return List.of(elsewhere.Lib.make());"),
                        "elsewhere.Lib",
                        List.of("elsewhere.Lib", "add the jar")),
                Arguments.of(
                        "throwing constructor",
                        factory(
                                "bad.Bad",
                                "public Bad() { throw new IllegalStateException(\"no luck\"); }",
                                "return \"bad\";",
                                ok),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "error in constructor",
                        factory(
                                "bad.Bad",
                                "public Bad() { throw new AssertionError(\"no luck\"); }",
                                "return \"bad\";",
                                ok),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "static initialiser",
                        factory(
                                "bad.Bad",
                                "static { if (true) throw new IllegalStateException(\"no luck\"); }",
                                "return \"bad\";",
                                ok),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "type throws",
                        factory("bad.Bad", "throw new IllegalStateException(\"no luck\");", ok),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "type throws error",
                        factory("bad.Bad", "throw new AssertionError(\"no luck\");", ok),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "type overflows",
                        factory("bad.Bad", "return type() + \"x\";", ok),
                        null,
                        List.of("StackOverflow")),
                Arguments.of("type null", factory("bad.Bad", "return null;", ok), null, List.of("null")),
                Arguments.of(
                        "type bad",
                        factory("bad.Bad", "return \"Bad Name\";", ok),
                        null,
                        List.of("Bad Name", "lower-case")),
                Arguments.of(
                        "type dotted", factory("bad.Bad", "return \"a.b\";", ok), null, List.of("a.b", "lower-case")),
                Arguments.of(
                        "type linkage",
                        factory("bad.Bad", "return elsewhere.Lib.NAME();", ok),
                        "elsewhere.Lib",
                        List.of("elsewhere.Lib")),
                Arguments.of(
                        "create throws",
                        factory("bad.Bad", "return \"bad\";", "throw new IllegalStateException(\"no luck\");"),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "create throws error",
                        factory("bad.Bad", "return \"bad\";", "throw new AssertionError(\"no luck\");"),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "create throws SCE",
                        factory("bad.Bad", "return \"bad\";", "throw new ServiceConfigurationError(\"no luck\");"),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "create throws sneaky",
                        factory(
                                "bad.Bad",
                                "static <T extends Throwable> RuntimeException sneak(Throwable t) throws T { throw (T) t; }",
                                "return \"bad\";",
                                "throw Bad.<RuntimeException>sneak(new java.io.IOException(\"no luck\"));"),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "create null", factory("bad.Bad", "return \"bad\";", "return null;"), null, List.of("null")),
                Arguments.of(
                        "create null element",
                        factory("bad.Bad", "return \"bad\";", "return Collections.singletonList(null);"),
                        null,
                        List.of("null")),
                Arguments.of(
                        "create nothing",
                        factory("bad.Bad", "return \"bad\";", "return List.of();"),
                        null,
                        List.of("")),
                Arguments.of(
                        "recipient throws",
                        factory(
                                "bad.Bad",
                                "return \"bad\";",
                                "return List.of(new Notifier() { public String recipient() { throw new IllegalStateException(\"no luck\"); } public Outcome deliver(Notification n, Attempt a) { return null; }});"),
                        null,
                        List.of("no luck")),
                Arguments.of(
                        "recipient bad",
                        factory(
                                "bad.Bad",
                                "return \"bad\";",
                                "return List.of(new Notifier() { public String recipient() { return \"../../etc\"; } public Outcome deliver(Notification n, Attempt a) { return null; }});"),
                        null,
                        List.of("recipient")),
                Arguments.of(
                        "recipient null",
                        factory(
                                "bad.Bad",
                                "return \"bad\";",
                                "return List.of(new Notifier() { public String recipient() { return null; } public Outcome deliver(Notification n, Attempt a) { return null; }});"),
                        null,
                        List.of("recipient")),
                Arguments.of(
                        "recipient twice",
                        factory(
                                "bad.Bad",
                                "return \"bad\";",
                                "Notifier x = (n, a) -> Outcome.delivered(); Notifier y = (n, a) -> Outcome.delivered(); return List.of(x, y);"),
                        null,
                        List.of("")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenOneIsNamedAndTheGoodOneBesideItWorks(String what, String source, String missing, List<String> reasons)
            throws Exception {
        ProviderJar bad = new ProviderJar(folder, "bad").provider("bad.Bad", source);
        if (missing != null) {
            bad.source(
                            missing,
                            "package elsewhere; public class Lib { public static io.heartbeat.spi.Notifier make() { return null; } public static String NAME() { return \"x\"; } }")
                    .without(missing);
        }
        try (URLClassLoader loader =
                ProviderJar.loader(bad.build(), good(folder, "zgood").build())) {
            NotificationsConfig config = config(loader);
            List<PluginStatus> statuses = config.plugins();
            PluginStatus status = status(statuses, "bad.Bad");
            assertThat(status.state()).isEqualTo(State.BROKEN);
            assertThat(status.location()).isEqualTo("bad.jar");
            assertThat(status.reasons())
                    .singleElement()
                    .asString()
                    .contains(reasons)
                    .doesNotContain("\n");
            assertThat(status(statuses, "zgood.Good").state()).isEqualTo(State.ACTIVE);
            Resolved<Notifier> resolved = config.resolve();
            assertThat(resolved.active()).extracting(Active::name).containsExactly("zgood");
        }
    }

    static Stream<Arguments> unloadable() throws IOException {
        return Stream.of(
                Arguments.of("missing superclass", "x.Bad", "elsewhere.Base"),
                Arguments.of("absent class", "x.Absent", "no such class"),
                Arguments.of("not a subtype", "x.Other", "NotifierFactory"),
                Arguments.of("not public", "x.Hidden", "public"),
                Arguments.of("no constructor", "x.NoConstructor", "constructor"),
                Arguments.of("abstract", "x.Abstract", "abstract"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unloadable")
    void whatCannotBeLoadedIsNamedToo(String what, String provider, String reason) throws Exception {
        ProviderJar bad = new ProviderJar(folder, "bad");
        String body =
                " { public String type() { return \"x\"; } public java.util.List<io.heartbeat.spi.Notifier> create(io.heartbeat.spi.PluginSettings s) { return null; }";
        switch (what) {
            case "missing superclass" ->
                bad.source("elsewhere.Base", "package elsewhere; public class Base {}")
                        .provider(
                                "x.Bad",
                                "package x; public class Bad extends elsewhere.Base implements io.heartbeat.spi.NotifierFactory"
                                        + body + "}")
                        .without("elsewhere.Base");
            case "absent class" -> bad.listed("x.Absent");
            case "not a subtype" -> bad.provider("x.Other", "package x; public class Other {}");
            case "not public" ->
                bad.provider(
                        "x.Hidden", "package x; class Hidden implements io.heartbeat.spi.NotifierFactory" + body + "}");
            case "no constructor" ->
                bad.provider(
                        "x.NoConstructor",
                        "package x; public class NoConstructor implements io.heartbeat.spi.NotifierFactory" + body
                                + " public NoConstructor(int a) {} }");
            default ->
                bad.provider(
                        "x.Abstract",
                        "package x; public abstract class Abstract implements io.heartbeat.spi.NotifierFactory {}");
        }
        try (URLClassLoader loader =
                ProviderJar.loader(bad.build(), good(folder, "zgood").build())) {
            List<PluginStatus> statuses = config(loader).plugins();
            PluginStatus status = status(statuses, provider);
            assertThat(status.state()).isEqualTo(State.BROKEN);
            assertThat(status.location()).isEqualTo("bad.jar");
            assertThat(status.reasons())
                    .singleElement()
                    .asString()
                    .contains(reason)
                    .doesNotContain("\n");
            assertThat(status(statuses, "zgood.Good").state()).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void oldApiIsToldAsSuch() throws Exception {
        // compiled against an older interface with another signature of create
        Path old = Files.createDirectories(folder.resolve("old"));
        Path source = Files.writeString(
                Files.createDirectories(old.resolve("io/heartbeat/spi")).resolve("NotifierFactory.java"),
                "package io.heartbeat.spi; public interface NotifierFactory { String type(); Object create(java.util.Map<String,String> m); }");
        Path own = Files.writeString(
                Files.createDirectories(old.resolve("x")).resolve("Old.java"),
                "package x; public class Old implements io.heartbeat.spi.NotifierFactory { public String type() { return \"old\"; } public Object create(java.util.Map<String,String> m) { return null; } }");
        java.util.spi.ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.err,
                        System.err,
                        "--release",
                        "17",
                        "-d",
                        folder.resolve("old-classes").toString(),
                        source.toString(),
                        own.toString());
        ProviderJar jar = new ProviderJar(folder, "bad").listed("x.Old");
        Files.createDirectories(folder.resolve("bad-classes/x"));
        Files.copy(folder.resolve("old-classes/x/Old.class"), folder.resolve("bad-classes/x/Old.class"));
        try (URLClassLoader loader =
                ProviderJar.loader(jar.build(), good(folder, "zgood").build())) {
            PluginStatus status = status(config(loader).plugins(), "x.Old");
            assertThat(status.state()).isEqualTo(State.BROKEN);
            assertThat(status.reasons()).singleElement().asString().contains("another version of heartbeat-api");
            assertThat(errors(() -> NotificationsConfig.builder()
                            .classLoader(loader)
                            .notifier("old", Map.of("a", "b"))
                            .build()
                            .resolve()))
                    .anySatisfy(error -> assertThat(error).contains("x.Old", "another version"));
        }
    }

    @Test
    void garbageInTheListingHarmsNobodyElse() throws Exception {
        ProviderJar bad =
                new ProviderJar(folder, "bad").listed("this is no class name").listed("x.Y");
        try (URLClassLoader loader =
                ProviderJar.loader(bad.build(), good(folder, "zgood").build())) {
            List<PluginStatus> statuses = config(loader).plugins();
            assertThat(status(statuses, "zgood.Good").state()).isEqualTo(State.ACTIVE);
            assertThat(statuses).anySatisfy(status -> assertThat(status.state()).isEqualTo(State.BROKEN));
        }
    }

    @Test
    void brokenLoaderEndsSometime() throws Exception {
        ClassLoader endless = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) {
                throw new IllegalStateException("zip file closed");
            }
        };
        assertThat(config(endless).plugins()).extracting(PluginStatus::name).contains("console");
        ClassLoader failing = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("zip file closed");
            }
        };
        assertThat(config(failing).plugins()).extracting(PluginStatus::name).contains("console");
        ClassLoader infinite = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                URL url = folder.resolve("none").toUri().toURL();
                return new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return true;
                    }

                    @Override
                    public URL nextElement() {
                        return url;
                    }
                };
            }
        };
        assertThat(config(infinite).plugins()).extracting(PluginStatus::name).contains("console");
    }

    @Test
    void theSameClassThroughTwoLoadersCountsOnce() throws Exception {
        Path jar = good(folder, "zgood").build();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader parent = ProviderJar.loader(jar);
                URLClassLoader child = new URLClassLoader(new URL[] {jar.toUri().toURL()}, parent)) {
            Thread.currentThread().setContextClassLoader(child);
            assertThat(NotificationsConfig.builder().build().resolve().active())
                    .extracting(Active::name)
                    .containsExactly("zgood");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void noContextLoaderIsNoTrouble() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(null);
            assertThat(NotificationsConfig.builder().build().resolve().active()).isEmpty();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void twoCopiesOfAClassCountOnce() throws Exception {
        Path jar = good(folder, "zgood").build();
        try (URLClassLoader one = ProviderJar.loader(jar);
                URLClassLoader other = ProviderJar.loader(jar)) {
            assertThat(search(one, other).candidates()).hasSize(1);
        }
    }

    @Test
    void whatOneLoaderCannotMakeAnotherMay() throws Exception {
        Path incomplete = new ProviderJar(folder, "incomplete")
                .listed("zgood.Good")
                .provider("x.Thrower", factory("x.Thrower", "throw new IllegalStateException();", DELIVERS))
                .build();
        Path complete = new ProviderJar(folder, "complete")
                .provider("zgood.Good", factory("zgood.Good", "return \"zgood\";", DELIVERS))
                .provider("x.Thrower", factory("x.Thrower", "return \"thrower\";", DELIVERS))
                .build();
        try (URLClassLoader one = ProviderJar.loader(incomplete);
                URLClassLoader other = ProviderJar.loader(complete)) {
            assertThat(search(one, other).candidates())
                    .extracting(Candidate::provider)
                    .containsExactlyInAnyOrder("zgood.Good", "x.Thrower");
            assertThat(search(one, other).broken()).isEmpty();
            assertThat(search(other, one).broken()).isEmpty();
        }
    }

    @Test
    void aConstructorIsNotTriedTwice() throws Exception {
        String source = factory(
                "x.Thrower",
                "public static int made; public Thrower() { made++; throw new IllegalStateException(); }",
                "return null;",
                DELIVERS);
        try (URLClassLoader parent = ProviderJar.loader(new ProviderJar(folder, "x")
                        .provider("x.Thrower", source)
                        .build());
                URLClassLoader child = new URLClassLoader(new URL[0], parent)) {
            assertThat(search(child, parent).broken()).hasSize(1);
            assertThat(parent.loadClass("x.Thrower").getField("made").get(null)).isEqualTo(1);
        }
    }

    private static PluginDiscovery<NotifierFactory> search(ClassLoader... loaders) {
        return PluginDiscovery.search(NotifierFactory.class, NotifierFactory::type, List.of(loaders));
    }
}
