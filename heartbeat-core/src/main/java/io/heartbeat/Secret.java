package io.heartbeat;

import io.heartbeat.internal.settings.SecretFile;
import io.heartbeat.internal.wire.GroupKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A secret is what the members of a group share: who has it can send beats, read them, and nobody else can.
 *
 * <p>There are two kinds. A <em>generated key</em> ({@link #generate()}) is 256 random bits, written as {@code hbk1_}
 * and 48 letters, digits, {@code -} and {@code _}, of which the last few are a checksum: a typing error is noticed.
 * Prefer it. A <em>passphrase</em> is any other text of at least 16 characters. An eavesdropper can try passphrases at
 * leisure, several thousand a second with one graphics card; five random words withstand that, a sentence from a book
 * does not.
 *
 * <p>White space around a secret is not part of it. Secrets are immutable and safe for use by any thread; they never
 * show themselves in {@link #toString()} or in an exception.
 */
public final class Secret {
    private static final String KEY_PREFIX = "hbk1_";
    private static final int KEY_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 4;
    private static final int MIN_PASSPHRASE_LENGTH = 16;

    /** Makes hash codes useless to anybody who finds them in a log. */
    private static final byte[] HASH_SALT = random(KEY_LENGTH);

    private final String text;
    /** The bytes of a generated key; null for a passphrase. */
    private final byte @Nullable [] key;

    private Secret(String text, byte @Nullable [] key) {
        this.text = text;
        this.key = key;
    }

    /** {@return a new generated key} Print or store its {@link #text()}, and give it to every member of the group. */
    public static Secret generate() {
        byte[] key = random(KEY_LENGTH);
        byte[] checked = Arrays.copyOf(key, KEY_LENGTH + CHECKSUM_LENGTH);
        System.arraycopy(checksum(key), 0, checked, KEY_LENGTH, CHECKSUM_LENGTH);
        return new Secret(KEY_PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(checked), key);
    }

    /**
     * {@return the secret with this text: a generated key, or a passphrase of at least 16 characters}
     *
     * @throws IllegalArgumentException if it is neither; the message says why, and does not contain the text
     */
    public static Secret of(String text) {
        Secret secret = ofWeak(text);
        if (secret.isWeak()) {
            throw new IllegalArgumentException("a passphrase must have at least " + MIN_PASSPHRASE_LENGTH
                    + " characters, but this has " + secret.length() + "; better use a generated key");
        }
        return secret;
    }

    /** Whether {@link #of} would refuse it. */
    boolean isWeak() {
        return key == null && length() < MIN_PASSPHRASE_LENGTH;
    }

    private int length() {
        return text.codePointCount(0, text.length());
    }

    /**
     * {@return the secret with this text, even if it is a passphrase that is easily guessed} For tests and for groups
     * whose network is trusted.
     *
     * @throws IllegalArgumentException if it is empty, a mistyped key, or not one line of text; the message does not
     *     contain the text
     */
    public static Secret ofWeak(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        if (stripped.codePoints().anyMatch(Secret::isUnfitForText)) {
            throw new IllegalArgumentException("a secret must be one line of text without control characters");
        }
        boolean isKey = stripped.regionMatches(true, 0, KEY_PREFIX, 0, KEY_PREFIX.length());
        return new Secret(stripped, isKey ? parseKey(stripped) : null);
    }

    /**
     * {@return the secret in this file, as with {@link #of}} The file holds the secret in UTF-8 and nothing else.
     *
     * @throws IllegalArgumentException if the file cannot be read, or does not hold a secret; the message names the
     *     file and does not contain its text
     */
    public static Secret fromFile(Path file) {
        String text = SecretFile.read(file);
        try {
            return of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("secret file " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@return the secrets in this file, one per line, as with {@link #of}} Empty lines and lines that begin with
     * {@code #} are skipped. A group replaces its secret without a gap by way of such a keyring: beats are sent under
     * the first secret and accepted under all.
     *
     * @throws IllegalArgumentException if the file cannot be read, holds no secret, or a line is not one; the message
     *     names the file and the line and does not contain its text
     */
    public static List<Secret> listFromFile(Path file) {
        return listFromFile(file, Secret::of);
    }

    static List<Secret> listFromFile(Path file, Function<String, Secret> reader) {
        List<Secret> secrets = new ArrayList<>();
        int number = 0;
        for (String line : SecretFile.read(file).lines().toList()) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            try {
                secrets.add(reader.apply(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "secret file " + file + ", line " + number + ": " + e.getMessage(), e);
            }
        }
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("secret file " + file + " holds no secret");
        }
        return List.copyOf(secrets);
    }

    /** {@return the secret itself, for storing it; keep it out of logs and command lines} */
    public String text() {
        return text;
    }

    /** Derives the key of a group; takes about 150 ms for a passphrase. */
    GroupKey key(String group) {
        return key != null ? GroupKey.ofKey(key, group) : GroupKey.ofPassphrase(text, group);
    }

    /** {@return whether both have the same text} The time this takes does not tell how much of it is the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(utf8(text), utf8(that.text));
    }

    /** {@return a hash code that differs from one run of the process to the next} */
    @Override
    public int hashCode() {
        MessageDigest sha256 = sha256();
        sha256.update(HASH_SALT);
        return ByteBuffer.wrap(sha256.digest(utf8(text))).getInt();
    }

    /** {@return "Secret[hidden]"} */
    @Override
    public String toString() {
        return "Secret[hidden]";
    }

    private static byte[] parseKey(String text) {
        byte[] checked;
        try {
            checked = Base64.getUrlDecoder().decode(text.substring(KEY_PREFIX.length()));
        } catch (IllegalArgumentException notBase64) {
            checked = new byte[0]; // its message would quote the text
        }
        if (!text.startsWith(KEY_PREFIX) || checked.length != KEY_LENGTH + CHECKSUM_LENGTH) {
            throw new IllegalArgumentException("this generated key is incomplete or mistyped: it must be " + KEY_PREFIX
                    + " followed by 48 letters, digits, '-' and '_'");
        }
        byte[] key = Arrays.copyOf(checked, KEY_LENGTH);
        byte[] checksum = Arrays.copyOfRange(checked, KEY_LENGTH, checked.length);
        if (!MessageDigest.isEqual(checksum, checksum(key))) {
            throw new IllegalArgumentException("this generated key is mistyped: its checksum does not match");
        }
        return key;
    }

    private static byte[] checksum(byte[] key) {
        MessageDigest sha256 = sha256();
        sha256.update(utf8(KEY_PREFIX));
        return Arrays.copyOf(sha256.digest(key), CHECKSUM_LENGTH);
    }

    private static boolean isUnfitForText(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
