package io.heartbeat.internal.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files that hold secrets. Of one that others can read or change it warns and goes on: a host must not go unwatched for the mode of a
 * file. That its group can read it is taken for intended.
 */
public final class SecretFile {
    private static final Logger log = LoggerFactory.getLogger(SecretFile.class);
    private static final Set<PosixFilePermission> TOO_MUCH = EnumSet.of(
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
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
        warnOfOthers(file);
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

    private static void warnOfOthers(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (Files.isRegularFile(file) && !Collections.disjoint(mode, TOO_MUCH)) {
                log.warn(
                        "Others can read or change the secret file {} ({}): chmod 600 it",
                        file,
                        PosixFilePermissions.toString(mode));
            }
        } catch (IOException | UnsupportedOperationException noSuchPermissionsHere) {
            log.debug("Cannot look at the permissions of {}", file, noSuchPermissionsHere);
        }
    }
}
