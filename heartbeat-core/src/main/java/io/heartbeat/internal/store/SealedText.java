package io.heartbeat.internal.store;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The text of a state file: a first line naming it, the lines it keeps, and a last line {@code sha256 <hex>} over all
 * bytes before it.
 */
final class SealedText {
    private static final String TITLE = "# heartbeat ";
    private static final String SEAL = "sha256 ";
    private static final int SEAL_LINE_BYTES = SEAL.length() + 64 + 1;

    private SealedText() {}

    /** @throws IllegalArgumentException if a line holds a line break or is no Unicode text */
    static byte[] encode(String name, List<String> lines) {
        StringBuilder text = new StringBuilder(TITLE).append(name).append('\n');
        for (String line : lines) {
            if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a line of the state file " + name + " holds a line break");
            }
            text.append(line).append('\n');
        }
        byte[] body = utf8(text, name);
        byte[] seal = seal(body, body.length);
        byte[] whole = Arrays.copyOf(body, body.length + seal.length);
        System.arraycopy(seal, 0, whole, body.length, seal.length);
        return whole;
    }

    /** @throws DamagedException if this is not, to the last bit, what was once encoded under the name */
    static List<String> decode(String name, byte[] whole) throws DamagedException {
        if (whole.length == 0) {
            throw new DamagedException("it is empty");
        }
        int bodyLength = whole.length - SEAL_LINE_BYTES;
        if (bodyLength < 0
                || !Arrays.equals(whole, bodyLength, whole.length, seal(whole, bodyLength), 0, SEAL_LINE_BYTES)) {
            throw new DamagedException("its checksum is missing or wrong");
        }
        List<String> lines = text(whole, bodyLength).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(TITLE + name)) {
            throw new DamagedException("it is another file than '" + name + "'");
        }
        return lines.subList(1, lines.size());
    }

    private static byte[] utf8(CharSequence text, String name) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a line of the state file " + name + " is no Unicode text", e);
        }
    }

    private static String text(byte[] bytes, int length) throws DamagedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamagedException("it is no UTF-8 text");
        }
    }

    private static byte[] seal(byte[] bytes, int length) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(bytes, 0, length);
            return (SEAL + HexFormat.of().formatHex(sha256.digest()) + "\n").getBytes(StandardCharsets.US_ASCII);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
