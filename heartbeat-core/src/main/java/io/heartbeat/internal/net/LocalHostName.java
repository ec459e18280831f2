package io.heartbeat.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The name of this machine, asked of the kernel and the environment first and of DNS, which may hang, last. */
public final class LocalHostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");
    /** A name may come from the network, by DHCP or DNS, and ends up in logs and on terminals. */
    private static final Pattern UNSHOWABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cn}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final String NAMELESS = "localhost";

    private LocalHostName() {}

    /** The machine's name as it is set there, short or fully qualified; {@code localhost} if it has none. */
    public static String get() {
        return get(KERNEL, System.getenv(), LocalHostName::fromResolver);
    }

    static String get(Path kernel, Map<String, String> environment, Supplier<Optional<String>> resolver) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> fromKernel(kernel),
                        () -> Optional.ofNullable(environment.get("HOSTNAME")),
                        () -> Optional.ofNullable(environment.get("COMPUTERNAME")),
                        resolver)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(LocalHostName::isName)
                .findFirst()
                .orElse(NAMELESS);
    }

    private static Optional<String> fromKernel(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException notThisSystem) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromResolver() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return nameIn(e.getMessage());
        }
    }

    /** The resolver complains "NAME: NAME: Name or service not known" of a machine that is not in DNS. */
    static Optional<String> nameIn(@Nullable String complaint) {
        int colon = complaint == null ? -1 : complaint.indexOf(':');
        return complaint == null || colon < 0 ? Optional.empty() : Optional.of(complaint.substring(0, colon));
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && !text.equals(NAMELESS)
                && !text.equals("(none)")
                && text.indexOf(' ') < 0
                && !UNSHOWABLE.matcher(text).find();
    }
}
