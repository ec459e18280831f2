package io.heartbeat.notifier.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server on this machine that says to each command what it is told to, and remembers what it was sent. */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket listening;
    private final @Nullable SSLContext tls;
    private final boolean fromTheBeginning;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private volatile String mail = "";

    private ScriptedSmtp(@Nullable SSLContext tls, boolean fromTheBeginning) throws IOException {
        this.tls = tls;
        this.fromTheBeginning = fromTheBeginning;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    static ScriptedSmtp withoutTls() throws IOException {
        return new ScriptedSmtp(null, false);
    }

    static ScriptedSmtp withStartTls(SSLContext tls) throws IOException {
        return new ScriptedSmtp(tls, false);
    }

    static ScriptedSmtp withTls(SSLContext tls) throws IOException {
        return new ScriptedSmtp(tls, true);
    }

    /** Replies this to commands that begin so; {@code END} is the end of the mail, {@code HELLO} the connection. */
    ScriptedSmtp on(String command, String reply) {
        replies.put(command, reply);
        return this;
    }

    int port() {
        return listening.getLocalPort();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    /** What came between DATA and the dot. */
    String mail() {
        return mail;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            Socket socket = fromTheBeginning ? secured(accepted) : accepted;
            boolean secure = fromTheBeginning;
            BufferedReader in = reader(socket);
            say(socket, replies.getOrDefault("HELLO", "220 ready"));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String verb = line.split(" ", 2)[0];
                say(socket, reply(line, verb, secure));
                if (verb.equals("STARTTLS") && tls != null) {
                    socket = secured(socket);
                    in = reader(socket);
                    secure = true;
                } else if (verb.equals("DATA") && !replies.containsKey("DATA")) {
                    mail = data(in);
                    say(socket, replies.getOrDefault("END", "250 queued as 1"));
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private String reply(String line, String verb, boolean secure) {
        for (Map.Entry<String, String> scripted : replies.entrySet()) {
            if (line.startsWith(scripted.getKey())) {
                return scripted.getValue();
            }
        }
        return switch (verb) {
            case "EHLO" ->
                "250-localhost\r\n" + (tls != null && !secure ? "250-STARTTLS\r\n" : "250-AUTH PLAIN\r\n")
                        + "250 8BITMIME";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go on";
            case "STARTTLS" -> "220 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private static String data(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line).append('\n');
        }
        return data.toString();
    }

    private Socket secured(Socket socket) throws IOException {
        SSLSocket secured = (SSLSocket) Objects.requireNonNull(tls)
                .getSocketFactory()
                .createSocket(socket, "localhost", socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    private static void say(Socket socket, String reply) throws IOException {
        if (!reply.isEmpty()) {
            socket.getOutputStream().write((reply + "\r\n").getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
