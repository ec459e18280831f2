package io.heartbeat.internal.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heartbeat.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IpLiteralTest {
    @TempDir
    private Path directory;

    @Test
    void anAddressWithANumberAbove255IsNotLookedUpAsAName() throws Exception {
        Path names = Files.writeString(directory.resolve("hosts"), "192.0.2.1 999.1.1.1 1.1.1.256\n");
        ProcessBuilder reader = ChildJvm.of(Reader.class, "999.1.1.1", "1.1.1.256", "255.0.249.99")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        reader.environment().put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + names);

        Process process = reader.start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
                .containsExactly("null", "null", "/255.0.249.99");
    }

    /** Reads addresses where the system knows strange names. */
    public static final class Reader {
        private Reader() {}

        public static void main(String[] texts) {
            for (String text : texts) {
                System.out.println(IpLiteral.parse(text));
            }
        }
    }
}
