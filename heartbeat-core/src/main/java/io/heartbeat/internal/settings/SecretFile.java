package io.heartbeat.internal.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that hold secrets. */
public final class SecretFile {
    private static final int MAX_FILE_LENGTH = 64 * 1024;

    private SecretFile() {}

    /**
     * The text of a file.
     *
     * @throws IllegalArgumentException if there is none; the message names the file, and nothing of what is in it
     */
    public static String read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE_LENGTH + 1);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("secret file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("secret file " + file + " cannot be read: " + e, e);
        }
        if (bytes.length > MAX_FILE_LENGTH) {
            throw new IllegalArgumentException("secret file " + file + " is too long to hold secrets");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("secret file " + file + " is not text in UTF-8", e);
        }
    }
}
