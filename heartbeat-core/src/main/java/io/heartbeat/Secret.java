package io.heartbeat;

import io.heartbeat.internal.settings.SecretFile;
import io.heartbeat.internal.wire.GroupKey;
import io.heartbeat.internal.wire.HeldKeys;
import io.heartbeat.internal.wire.HostKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A secret is what lets a process take part in a group.
 *
 * <p>The group's secret is shared by its members: who has it can send beats as any host, and read them; nobody else can. There are two
 * kinds. A <em>generated key</em> ({@link #generate()}) is 256 random bits, written as {@code hbk1_} and 48 letters, digits, {@code -} and
 * {@code _}, of which the last few are a checksum: a typing error is noticed. Prefer it. A <em>passphrase</em> is any other text of at least
 * 16 characters. An eavesdropper can try passphrases at leisure, several thousand a second with one graphics card; five random words withstand
 * that, a sentence from a book does not.
 *
 * <p>A <em>host token</em> ({@link #tokenFor}), written as {@code hbt1_} and letters, digits, {@code -} and {@code _}, is for one host: who
 * has it can beat as that host, and read what that host says; nothing else. It cannot be used to watch.
 *
 * <p>White space around a secret is not part of it. Secrets are immutable and safe for use by any thread; they never
 * show themselves in {@link #toString()} or in an exception.
 */
public final class Secret {
    private static final CheckedText KEY = new CheckedText("hbk1_", "generated key");
    private static final CheckedText TOKEN = new CheckedText("hbt1_", "host token");
    private static final int KEY_LENGTH = 32;
    private static final int MIN_PASSPHRASE_LENGTH = 16;

    /** Makes hash codes useless to anybody who finds them in a log. */
    private static final byte[] HASH_SALT = random(KEY_LENGTH);

    /** The form in which it is written; null if it is a passphrase. */
    private final @Nullable CheckedText form;
    /** What is written: the bytes of a key, the host key in a token, a passphrase in UTF-8. No text, which would stay readable for long. */
    private final byte[] bytes;

    private Secret(@Nullable CheckedText form, byte[] bytes) {
        this.form = form;
        this.bytes = bytes;
    }

    /** {@return a new generated key} Print or store its {@link #text()}, and give it to every member of the group. */
    public static Secret generate() {
        return new Secret(KEY, random(KEY_LENGTH));
    }

    /**
     * {@return the secret with this text: a generated key, a host token, or a passphrase of at least 16 characters}
     *
     * @throws IllegalArgumentException if it is none; the message says why, and does not contain the text
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
        return form == null && length() < MIN_PASSPHRASE_LENGTH;
    }

    private long length() {
        return utf8().codePoints().count();
    }

    /**
     * {@return the secret with this text, even if it is a passphrase that is easily guessed} For tests and for groups
     * whose network is trusted.
     *
     * @throws IllegalArgumentException if it is empty, a mistyped key or token, or not one line of text; the message does not
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
        if (KEY.isMeantBy(stripped)) {
            return new Secret(KEY, KEY.decode(stripped, KEY_LENGTH));
        }
        if (TOKEN.isMeantBy(stripped)) {
            byte[] hostKey = TOKEN.decode(stripped, 0);
            HostKey.ofBytes(hostKey);
            return new Secret(TOKEN, hostKey);
        }
        return new Secret(null, stripped.getBytes(StandardCharsets.UTF_8));
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
        return form == null ? utf8() : form.encode(bytes);
    }

    /**
     * {@return a new token of a host, which lets a process beat as this host and as no other} Each has a number of its own, and can be denied
     * by it ({@link MonitorConfig.Builder#deny}).
     *
     * @param host the host's name
     * @param group the group's name
     * @throws IllegalArgumentException if this cannot be the name of a host
     * @throws IllegalStateException if this is a token itself
     */
    public Secret tokenFor(String host, String group) {
        int number = ByteBuffer.wrap(random(Integer.BYTES)).getInt();
        return new Secret(
                TOKEN, key(group).hostKey(host, number == 0 ? 1 : number).toBytes());
    }

    /** {@return the host whose token this is; empty if it is the group's secret} */
    public Optional<String> host() {
        return isToken() ? Optional.of(HostKey.ofBytes(bytes).host()) : Optional.empty();
    }

    /** {@return the number of this token, by which it can be denied: 8 hexadecimal digits; empty if it is the group's secret} */
    public Optional<String> tokenNumber() {
        return isToken() ? Optional.of(HeldKeys.id(HostKey.ofBytes(bytes).token())) : Optional.empty();
    }

    /**
     * {@return the id of the key that this secret gives in a group: 8 hexadecimal digits, no secret themselves} Takes about 150 ms for a
     * passphrase. A token belongs to the group that it was made for.
     */
    public String keyId(String group) {
        return HeldKeys.id(id(group));
    }

    boolean isToken() {
        return TOKEN.equals(form);
    }

    int id(String group) {
        return isToken() ? HostKey.ofBytes(bytes).keyId() : key(group).id();
    }

    /** Derives the key of a group; takes about 150 ms for a passphrase. */
    GroupKey key(String group) {
        if (isToken()) {
            throw new IllegalStateException("a host token does not hold the key of the group");
        }
        return form == null ? GroupKey.ofPassphrase(utf8(), group) : GroupKey.ofKey(bytes, group);
    }

    /** The key with which to beat as this host; a token knows of one host only. */
    HostKey hostKey(String host, String group) {
        return isToken() ? HostKey.ofBytes(bytes) : key(group).hostKey(host, 0);
    }

    /** {@return whether both have the same text} The time this takes does not tell how much of it is the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that
                && Objects.equals(form, that.form)
                && MessageDigest.isEqual(bytes, that.bytes);
    }

    /** {@return a hash code that differs from one run of the process to the next} */
    @Override
    public int hashCode() {
        return ByteBuffer.wrap(CheckedText.sha256(HASH_SALT, bytes)).getInt();
    }

    /** {@return "Secret[hidden]"} */
    @Override
    public String toString() {
        return "Secret[hidden]";
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

    private String utf8() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
