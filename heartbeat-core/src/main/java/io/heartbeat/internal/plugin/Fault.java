package io.heartbeat.internal.plugin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a throwable that came out of a plug-in means to the person who has put it there. */
public final class Fault {
    private static final Pattern API = Pattern.compile("io[./]heartbeat[./](spi|event)[./]");
    private static final int LONGEST = 500;

    private Fault() {}

    /**
     * In one line, with what to do about it where that is known.
     *
     * @throws VirtualMachineError if the Java runtime itself is at its end
     */
    public static String of(Throwable e) {
        if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
            throw fatal;
        }
        String message = oneLine(message(e));
        if (e instanceof ExceptionInInitializerError && e.getCause() != null) {
            return "its static initialiser failed: " + of(e.getCause());
        }
        if (e instanceof UnsupportedClassVersionError) {
            return "needs a newer Java than " + Runtime.version().feature();
        }
        if (e instanceof InstantiationException) {
            return "its class is abstract";
        }
        if (e instanceof LinkageError && API.matcher(message).find()) {
            return "was built for another version of heartbeat-api (" + message + "): get one that fits";
        }
        if (e instanceof NoClassDefFoundError && !message.contains(" ")) {
            return "needs the class " + message.replace('/', '.') + ", which is not there: add the jar that holds it";
        }
        if (e instanceof IncompatibleClassChangeError) {
            return "was built for another version of a library (" + message + "): get one that fits";
        }
        return e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    }

    private static @Nullable String message(Throwable e) {
        try {
            return e.getMessage();
        } catch (RuntimeException | LinkageError strange) {
            return null;
        }
    }

    private static String oneLine(@Nullable String text) {
        String line = text == null
                ? ""
                : text.replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}]+", " ")
                        .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
