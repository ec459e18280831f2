package io.heartbeat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.heartbeat.internal.wire.ProtocolDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String KEY = "hbk1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh907Ouu";
    private static final String PASSPHRASE = "correct horse battery";

    @Nested
    class Key {
        @Test
        void isGeneratedDifferentlyEachTime() {
            assertThat(Secret.generate()).isNotEqualTo(Secret.generate());
        }

        @Test
        void isReadBackFromItsText() {
            Secret generated = Secret.generate();

            assertThat(generated.text()).matches("hbk1_[A-Za-z0-9_-]{48}");
            assertThat(Secret.of(generated.text())).isEqualTo(generated);
            assertThat(Secret.of(generated.text()).key("g").id())
                    .isEqualTo(generated.key("g").id());
        }

        @Test
        void everyMistypedCharacterIsNoticed() {
            for (int i = 0; i < KEY.length(); i++) {
                for (char c : new char[] {'A', 'z', '0', '-', '_', ' ', '+', 'é'}) {
                    String mistyped = KEY.substring(0, i) + c + KEY.substring(i + 1);
                    if (!mistyped.equals(KEY) && i >= 5) {
                        assertMistyped(mistyped);
                    }
                }
            }
        }

        @ParameterizedTest
        @MethodSource("mangled")
        void mangledIsNoPassphrase(String text) {
            assertMistyped(text);
        }

        static List<String> mangled() {
            return List.of(
                    "hbk1_",
                    "hbk1_ and a passphrase behind it",
                    KEY.substring(0, KEY.length() - 1),
                    KEY + "A",
                    KEY + "=",
                    KEY + KEY.substring(5),
                    KEY.toUpperCase(Locale.ROOT),
                    "HBK1_" + KEY.substring(5),
                    KEY.substring(0, 20) + "\u00A0" + KEY.substring(20));
        }

        private static void assertMistyped(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.ofWeak(text))
                    .withMessageContaining("mistyped")
                    .satisfies(e -> assertHidden(e, text.substring(5)));
        }

        @Test
        void groupsAreSeparate() {
            assertThat(Secret.of(KEY).key("cellar").id())
                    .isNotEqualTo(Secret.of(KEY).key("attic").id());
        }
    }

    /** Computed by another program; see {@code docs/protocol.md}. */
    @Nested
    class DocumentedExample {
        private final ProtocolDocument document = new ProtocolDocument();

        @Test
        void key() {
            Map<String, String> example = document.example("example");

            assertThat(example).containsEntry("secret", KEY);
            assertThat("%08x".formatted(Secret.of(KEY).key("cellar").id())).isEqualTo(example.get("key id"));
        }

        @Test
        void passphrase() {
            assertThat("%08x".formatted(Secret.of(PASSPHRASE).key("cellar").id()))
                    .isEqualTo(document.example("passphrase example").get("key id"));
        }
    }

    @Nested
    class Passphrase {
        @ParameterizedTest
        @ValueSource(strings = {"sixteen letters!", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊", "sechzehn Zeichen"})
        void has16CharactersOrMore(String text) {
            assertThat(Secret.of(text).text()).isEqualTo(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"fifteen letters", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊", "   fifteen letters   "})
        void shorterIsRefused(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.of(text))
                    .withMessage("a passphrase must have at least 16 characters, but this has 15; "
                            + "better use a generated key");
        }

        @Test
        void shorterIsAcceptedAsWeak() {
            assertThat(Secret.ofWeak("3477").text()).isEqualTo("3477");
        }

        @Test
        void whiteSpaceAroundItIsNotPartOfIt() {
            assertThat(Secret.of(" \t" + PASSPHRASE + "\r\n")).isEqualTo(Secret.of(PASSPHRASE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\n"})
        void emptyIsRefused(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.ofWeak(text))
                    .withMessage("a secret must not be empty");
        }

        @ParameterizedTest
        @MethodSource("notOneLine")
        void isOneLineOfText(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.ofWeak(text))
                    .withMessage("a secret must be one line of text without control characters");
        }

        static List<String> notOneLine() {
            return List.of("two\nlines", "two\u2028lines", "two\u2029lines", "nul\u0000", "half\uD800pair");
        }

        @Test
        void isSaltedWithTheGroup() {
            Secret secret = Secret.of(PASSPHRASE);

            assertThat(secret.key("cellar").id())
                    .isEqualTo(Secret.of(PASSPHRASE).key("cellar").id())
                    .isNotEqualTo(secret.key("attic").id());
        }
    }

    @Nested
    class FromFile {
        @TempDir
        Path directory;

        @ParameterizedTest
        @ValueSource(strings = {"%s", "%s\n", "  %s \r\n\n", "\uFEFF%s\n"})
        void whiteSpaceAroundTheSecretIsTrimmed(String content) throws IOException {
            Path file = file(content.formatted(KEY));

            assertThat(Secret.fromFile(file)).isEqualTo(Secret.of(KEY));
        }

        @Test
        void missing() {
            Path file = directory.resolve("absent");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.fromFile(file))
                    .withMessage("secret file " + file + " does not exist");
        }

        @Test
        void unreadable() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.fromFile(directory))
                    .withMessageStartingWith("secret file " + directory + " cannot be read: ");
        }

        @Test
        void empty() throws IOException {
            Path file = file("\n");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.fromFile(file))
                    .withMessage("secret file " + file + ": a secret must not be empty");
        }

        @Test
        void tooWeakOrMistyped() throws IOException {
            Path file = file("hunter2");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.fromFile(file))
                    .withMessageStartingWith("secret file " + file + ": a passphrase must have at least 16 characters")
                    .satisfies(e -> assertHidden(e, "hunter2"));
        }

        @Test
        void notText() throws IOException {
            Path file = Files.write(directory.resolve("secret"), "clé de la cave à vin".getBytes(ISO_8859_1));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.fromFile(file))
                    .withMessage("secret file " + file + " is not text in UTF-8");
        }

        @Test
        void tooLong() throws IOException {
            Path file = file("x".repeat(65_537));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.fromFile(file))
                    .withMessage("secret file " + file + " is too long to hold secrets");
        }

        @Test
        void keyringHasOneSecretPerLine() throws IOException {
            Path file = file("# since May\n" + KEY + "\r\n\n  # before\n  " + PASSPHRASE + "\n");

            assertThat(Secret.listFromFile(file)).containsExactly(Secret.of(KEY), Secret.of(PASSPHRASE));
        }

        @Test
        void keyringNamesTheLineThatIsWrong() throws IOException {
            Path file = file("# since May\n" + KEY + "\nhunter2\n");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.listFromFile(file))
                    .withMessageStartingWith("secret file " + file + ", line 3: a passphrase must have")
                    .satisfies(e -> assertHidden(e, "hunter2"));
        }

        @Test
        void keyringNeedsASecret() throws IOException {
            Path file = file("# nothing yet\n\n");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.listFromFile(file))
                    .withMessage("secret file " + file + " holds no secret");
        }

        private Path file(String content) throws IOException {
            return Files.writeString(directory.resolve("secret"), content);
        }
    }

    @Nested
    class Token {
        private final Secret token = Secret.of(KEY).tokenFor("laptop", "cellar");

        @Test
        void isForOneHostOfOneGroup() {
            assertThat(token.text()).startsWith("hbt1_");
            assertThat(token.host()).contains("laptop");
            assertThat(token.keyId("whatever")).isEqualTo(Secret.of(KEY).keyId("cellar"));
            assertThat(token.hostKey("laptop", "whatever").sender())
                    .isNotEqualTo(Secret.of(KEY).hostKey("laptop", "cellar").sender());
        }

        @Test
        void isReadBackFromItsText() {
            assertThat(Secret.of(token.text())).isEqualTo(token);
            assertThat(Secret.of("\n " + token.text() + " \n").tokenNumber()).isEqualTo(token.tokenNumber());
        }

        @Test
        void hasANumberOfItsOwnEachTime() {
            assertThat(token.tokenNumber().orElseThrow()).matches("[0-9a-f]{8}").isNotEqualTo("00000000");
            assertThat(Secret.of(KEY).tokenFor("laptop", "cellar").tokenNumber())
                    .isNotEqualTo(token.tokenNumber());
        }

        @Test
        void doesNotHoldTheKeyOfTheGroup() {
            assertThatIllegalStateException().isThrownBy(() -> token.key("cellar"));
            assertThatIllegalStateException().isThrownBy(() -> token.tokenFor("nas", "cellar"));
        }

        @Test
        void isForAHostThatCanExist() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Secret.of(KEY).tokenFor("n\u202Eas", "cellar"))
                    .withMessage("the host name must not contain the character U+202E (at position 2)");
        }

        @Test
        void everyMistypedCharacterIsNoticed() {
            String text = token.text();
            for (int i = 5; i < text.length(); i++) {
                for (char c : new char[] {'A', 'z', '0', '-', '_', '+'}) {
                    String mistyped = text.substring(0, i) + c + text.substring(i + 1);
                    if (!mistyped.equals(text)) {
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> Secret.ofWeak(mistyped))
                                .withMessageContaining("this host token is")
                                .satisfies(e -> assertHidden(e, mistyped.substring(5)));
                    }
                }
            }
            assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(text.substring(0, text.length() - 1)));
            assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("hbt1_"));
            assertThatIllegalArgumentException().isThrownBy(() -> Secret.of("HBT1_" + text.substring(5)));
        }

        @Test
        void isNoKeyAndNoPassphrase() {
            assertThat(Secret.of(KEY).host()).isEmpty();
            assertThat(Secret.of(PASSPHRASE).tokenNumber()).isEmpty();
            assertThat(token).isNotEqualTo(Secret.of(KEY)).hasToString("Secret[hidden]");
        }
    }

    @Test
    void hidesItself() {
        assertThat(Secret.of(KEY)).hasToString("Secret[hidden]");
        assertThat(Secret.of(PASSPHRASE)).hasToString("Secret[hidden]");
    }

    @Test
    void equalsByText() {
        assertThat(Secret.of(KEY)).isEqualTo(Secret.of(KEY)).hasSameHashCodeAs(Secret.of(KEY));
        assertThat(Secret.of(KEY)).isNotEqualTo(Secret.of(PASSPHRASE)).isNotEqualTo(KEY);
    }

    @Test
    void hashCodeDoesNotDependOnTheTextAlone() {
        assertThat(Secret.of(PASSPHRASE).hashCode()).isNotEqualTo(PASSPHRASE.hashCode());
    }

    private static void assertHidden(Throwable e, String text) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).satisfies(message -> {
                if (!text.isEmpty()) {
                    assertThat(message).doesNotContain(text);
                }
            });
        }
    }
}
