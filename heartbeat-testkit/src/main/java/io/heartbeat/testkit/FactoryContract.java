package io.heartbeat.testkit;

import io.heartbeat.spi.PluginSettings;
import io.heartbeat.testkit.TestSettings.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What both kinds of factories must keep.
 *
 * @param <P> what the factory makes
 */
final class FactoryContract<P extends AutoCloseable> {
    private static final String WORDS = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final Set<String> KEYS_OF_THE_CORE = Set.of("type", "enabled");

    private static final Map<Kind, List<String>> ODD_VALUES = Map.of(
            Kind.TEXT, List.of("?", "-1", "💔 ä", "x".repeat(10_000)),
            Kind.LIST, List.of("?", "a,,b", "-1, 💔"),
            Kind.FLAG, List.of("perhaps"),
            Kind.NUMBER, List.of("many", "-99999999999"),
            Kind.DURATION, List.of("soon", "-1s"),
            Kind.PATH, List.of("\0"),
            Kind.URL, List.of("no url", "ftp://host.example/"),
            Kind.ZONE, List.of("Middle-earth/Shire"),
            Kind.SECRET, List.of("an-odd-secret-💔", "first-secret,second-secret"));

    private final Callable<@Nullable String> type;
    private final Function<PluginSettings, @Nullable List<P>> create;
    private final Caller caller;
    private final Findings findings;
    private final Map<String, Kind> keys = new TreeMap<>();
    private final Map<String, Set<String>> keysByCircumstances = new LinkedHashMap<>();

    /** What came of one {@code create}, under circumstances that findings name. */
    record Creation<P>(String circumstances, TestSettings settings, Call<List<P>> call, Secrets secrets) {
        List<P> made() {
            return call.result().stream()
                    .flatMap(List::stream)
                    .filter(Objects::nonNull)
                    .toList();
        }

        boolean isFlawless() {
            return settings.errors().isEmpty() && !made().isEmpty();
        }
    }

    FactoryContract(
            Callable<@Nullable String> type,
            Function<PluginSettings, @Nullable List<P>> create,
            Caller caller,
            Findings findings) {
        this.type = type;
        this.create = create;
        this.caller = caller;
        this.findings = findings;
    }

    /** Verifies all but what is made under the given settings, and hands that out. */
    Optional<Creation<P>> verify(Map<String, String> given) {
        verifyType();
        verifyWithoutSettings();
        Creation<P> creation = verifyGiven(given);
        keys.forEach((key, kind) -> verifyVariations(given, key, kind));
        verifyKeys();
        return Optional.of(creation).filter(Creation::isFlawless);
    }

    /** The keys that are read in this way. */
    List<String> keys(Kind kind) {
        return keys.keySet().stream().filter(key -> keys.get(key) == kind).toList();
    }

    /** Creates under the given settings but for one. */
    Creation<P> create(String circumstances, Map<String, String> given, Map<String, String> changes) {
        Map<String, String> values = new LinkedHashMap<>(given);
        values.putAll(changes);
        return create(circumstances, values);
    }

    /** Closes what was made, as the core does when it is not used any more. */
    void close(Creation<P> creation) {
        for (P made : creation.made()) {
            for (String time : List.of("close()", "a second close()")) {
                Call<Boolean> call = caller.call(() -> {
                    made.close();
                    return true;
                });
                findings.expect(call.result().isPresent(), time + " must just return, but " + call.outcome());
            }
        }
    }

    private void verifyType() {
        Call<String> first = caller.call(type);
        Call<String> second = caller.call(type);
        findings.expect(
                first.result().filter(text -> text.matches(WORDS)).isPresent(),
                "type() must be lower-case letters, digits and dashes, but it " + first.outcome());
        findings.expect(
                first.result().equals(second.result()),
                "type() must always be the same, but first it " + first.outcome() + " and then it " + second.outcome());
    }

    private void verifyWithoutSettings() {
        Creation<P> creation = create("without settings", Map.of());
        findings.expect(
                creation.call().result().isEmpty()
                        || !creation.made().isEmpty()
                        || !creation.settings().errors().isEmpty(),
                "create without settings must either make something or note which required settings are missing");
        close(creation);
    }

    private Creation<P> verifyGiven(Map<String, String> given) {
        Map<String, String> before = states(given);
        Creation<P> creation = create("with the given settings", given);
        findings.expect(
                before.equals(states(given)),
                "create must touch nothing, but files have changed: " + before + " became " + states(given));
        List<String> errors = creation.settings().errors();
        findings.expect(errors.isEmpty(), "the given settings have errors: " + String.join("; ", errors));
        findings.expect(
                creation.call().result().isEmpty()
                        || !errors.isEmpty()
                        || !creation.made().isEmpty(),
                "create with the given settings must make something, but made nothing and noted no problem");
        return creation;
    }

    /** What is to be seen of the files that settings name. */
    private Map<String, String> states(Map<String, String> given) {
        Map<String, String> states = new TreeMap<>();
        for (String key : keys(Kind.PATH)) {
            Optional.ofNullable(given.get(key)).map(Path::of).ifPresent(path -> states.put(key, state(path)));
        }
        return states;
    }

    private static String state(Path path) {
        try {
            return Files.exists(path) ? Files.size(path) + " bytes of " + Files.getLastModifiedTime(path) : "absent";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void verifyVariations(Map<String, String> given, String key, Kind kind) {
        if (given.containsKey(key)) {
            Map<String, String> without = new LinkedHashMap<>(given);
            without.remove(key);
            close(create("without '" + key + "'", without));
        }
        for (String odd : ODD_VALUES.getOrDefault(kind, List.of())) {
            String shown = odd.length() > 40 ? odd.substring(0, 40) + "…" : odd;
            close(create("with " + key + " = '" + shown + "'", given, Map.of(key, odd)));
        }
    }

    private Creation<P> create(String circumstances, Map<String, String> values) {
        TestSettings settings = TestSettings.of(values);
        Call<List<P>> call = caller.call(() -> create.apply(settings));
        keys.putAll(settings.keysRead());
        Creation<P> creation = new Creation<>(circumstances, settings, call, Secrets.of(settings));
        if (call.result().isPresent()) {
            keysByCircumstances.put(circumstances, settings.keysRead().keySet());
            findings.expect(
                    creation.made().size() == call.result().get().size(),
                    "create must not return null " + circumstances);
        } else {
            findings.add("create must return, and note what is wrong with settings instead of throwing, but "
                    + circumstances + " it " + call.outcome());
        }
        creation.secrets().verifyAbsent(String.join("; ", settings.notes()), "what problem() notes", findings);
        creation.secrets().verifyAbsent(call.thrown(), "what create throws", findings);
        return creation;
    }

    private void verifyKeys() {
        keys.forEach((key, kind) -> findings.expect(
                key.matches(WORDS) && !KEYS_OF_THE_CORE.contains(key),
                "a key must be lower-case words joined by dashes, and neither of " + KEYS_OF_THE_CORE + ", but is '"
                        + key + "'"));
        keysByCircumstances.forEach((circumstances, read) -> {
            Set<String> overlooked = new TreeSet<>(keys.keySet());
            overlooked.removeAll(read);
            findings.expect(
                    overlooked.isEmpty(),
                    "create must read every key it knows whatever the others say, or a key that is set is taken for unknown; but "
                            + circumstances + " it does not read " + overlooked);
        });
    }
}
