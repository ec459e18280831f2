package io.heartbeat.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says what the code does: its snippets compile, its keys exist, its test command is the one that is run. */
class ReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final List<Path> SNIPPETS = List.of(
            Path.of("src/main/java/io/heartbeat/examples/snippets"),
            Path.of("src/test/java/io/heartbeat/examples/snippets"));
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BODY =
            Pattern.compile("\n    \\S[^\n]*(?:main|example)\\([^\n]*\\{\n(.*?)\n    }\n", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("(?m)^\\| `([a-z.<>-]+)` \\|");
    private static final Pattern SAMPLE_KEY = Pattern.compile("(?m)^#? ?([a-z.-]+)\\s*=");

    private final String readme = read(ROOT.resolve("README.md"));

    @Test
    void snippetsAreTheCodeThatIsCompiled() {
        List<MatchResult> snippets = SNIPPET.matcher(readme).results().toList();
        assertThat(snippets).hasSize(5);
        assertThat(snippets).allSatisfy(snippet -> assertThat(snippet.group(2)).isEqualTo(body(snippet.group(1))));
    }

    @Test
    void keysAreThoseOfTheSampleConfiguration() {
        assertThat(found(KEY, readme))
                .isNotEmpty()
                .hasSameElementsAs(found(SAMPLE_KEY, read(Path.of("heartbeat.properties"))).stream()
                        .map(SampleConfigurationTest::general)
                        .toList());
    }

    @Test
    void testCommandIsTheOneThatContinuousIntegrationRuns() {
        assertThat(readme).contains("\nmvn -B -ntp verify\n");
        assertThat(read(ROOT.resolve(".ci/run"))).contains("\nmvn -B -ntp verify\n");
    }

    private static String body(String snippet) {
        Path source = SNIPPETS.stream()
                .flatMap(folder -> Stream.of(folder.resolve(snippet + ".java"), folder.resolve(snippet + "Test.java")))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        Matcher body = BODY.matcher(read(source));
        assertThat(body.find())
                .as("the method that holds the snippet in %s", source)
                .isTrue();
        return body.group(1).lines().map(line -> line.substring(8) + "\n").collect(Collectors.joining());
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
