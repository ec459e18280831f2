package io.heartbeat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.heartbeat.spi.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are believed, tried against a server that shows one of its own making. */
@Timeout(60)
class TrustTest {
    @TempDir
    Path directory;

    @Test
    void believesWhatIsInTheFile() throws Exception {
        SelfSigned keys = new SelfSigned(directory);

        assertThat(greeting(keys, new Trust(Optional.of(keys.certificate())))).isEqualTo('h');
    }

    @Test
    void otherwiseBelievesThePlatformAlone() {
        SelfSigned keys = new SelfSigned(directory);

        assertThatIOException()
                .isThrownBy(() -> greeting(keys, Trust.of(TestSettings.of(Map.of()))))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void saysWhyAFileIsOfNoUse() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Path absent = directory.resolve("absent.pem");

        assertThatIOException()
                .isThrownBy(new Trust(Optional.of(empty))::context)
                .withMessage("The certificates in " + empty + " cannot be used: java.io.IOException: it holds none");
        assertThatIOException()
                .isThrownBy(new Trust(Optional.of(absent))::context)
                .withMessageContaining(absent + " cannot be used: java.nio.file.NoSuchFileException");
    }

    private static int greeting(SelfSigned keys, Trust trust) throws IOException {
        try (ServerSocket server =
                keys.server().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(server));
            greeter.setDaemon(true);
            greeter.start();
            try (SSLSocket client = (SSLSocket)
                    trust.context().getSocketFactory().createSocket(server.getInetAddress(), server.getLocalPort())) {
                return client.getInputStream().read();
            }
        }
    }

    private static void greet(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write('h');
        } catch (IOException e) {
            // The client did not believe it.
        }
    }
}
