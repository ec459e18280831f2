package io.heartbeat.spi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose TLS certificates are believed: those this Java platform trusts, or just those in a file, for servers with a certificate of
 * their own making.
 *
 * @param file certificates as PEM, of the servers themselves or of who signed theirs; empty for what the platform trusts
 */
public record Trust(Optional<Path> file) {

    /** Reads the setting {@code trust}: the path of such a file. Default the platform's trust. The file is not read yet. */
    public static Trust of(PluginSettings settings) {
        return new Trust(settings.path("trust"));
    }

    /**
     * For new connections. Reads the file, so a renewed certificate is believed without a restart.
     *
     * @throws IOException if the file cannot be read or holds no certificate; the message says so in full
     */
    public SSLContext context() throws IOException {
        try {
            if (file.isEmpty()) {
                return SSLContext.getDefault();
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates(file.get()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            String named = file.map(path -> "The certificates in " + path).orElse("The platform's certificates");
            throw new IOException(named + " cannot be used: " + e, e);
        }
    }

    private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
        believed.load(null, null);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                believed.setCertificateEntry("trusted-" + believed.size(), each);
            }
        }
        if (believed.size() == 0) {
            throw new IOException("it holds none");
        }
        return believed;
    }
}
