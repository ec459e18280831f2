package io.heartbeat.notifier.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A connection to a broker, for publishing at QoS 1 and nothing else. An interrupt ends all waiting, by closing it.
 *
 * @see <a href="https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html">MQTT 3.1.1</a>
 */
final class Connection implements AutoCloseable {
    static final int ACCEPTED = 0;

    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH_AT_LEAST_ONCE = 0x32;
    private static final int RETAIN = 0x01;
    private static final int PUBACK = 0x40;
    private static final int DISCONNECT = 0xe0;

    private static final int PROTOCOL_LEVEL = 4;
    private static final int CLEAN_SESSION = 0x02;
    private static final int USER_AND_PASSWORD = 0xc0;
    private static final int NO_KEEP_ALIVE = 0;

    private static final int MOST_CONNECT_MILLIS = 5_000;
    /** A publisher is sent acknowledgements, of four bytes. */
    private static final int LONGEST_ANSWER = 64;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int published;

    private Connection(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /**
     * Connects.
     *
     * @param context for brokers that speak TLS
     * @param time how long each step may take
     */
    static Connection open(Broker broker, SSLContext context, Duration time) throws IOException {
        int millis = (int) Math.max(1, time.toMillis());
        Socket socket = SocketChannel.open().socket();
        try {
            socket.connect(address(broker), Math.min(millis, MOST_CONNECT_MILLIS));
            socket.setSoTimeout(millis);
            return new Connection(broker.isSecure() ? secured(socket, broker, context) : socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static SocketAddress address(Broker broker) throws UnknownHostException {
        InetSocketAddress address = new InetSocketAddress(broker.host(), broker.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(broker.host());
        }
        return address;
    }

    private static Socket secured(Socket socket, Broker broker, SSLContext context) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(socket, broker.host(), broker.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /**
     * Introduces itself.
     *
     * @param user empty for nobody
     * @return {@link #ACCEPTED}, or why not: section 3.2.2.3
     */
    int connect(String clientId, String user, String password) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream packet = new DataOutputStream(bytes);
        write(packet, "MQTT");
        packet.writeByte(PROTOCOL_LEVEL);
        packet.writeByte(user.isEmpty() ? CLEAN_SESSION : CLEAN_SESSION | USER_AND_PASSWORD);
        packet.writeShort(NO_KEEP_ALIVE);
        write(packet, clientId);
        if (!user.isEmpty()) {
            write(packet, user);
            write(packet, password);
        }
        send(CONNECT, bytes.toByteArray());
        byte[] answer = await(CONNACK);
        return answer[1];
    }

    /** Publishes, and waits until the broker has it. */
    void publish(String topic, byte[] payload, boolean retained) throws IOException {
        int id = ++published;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream packet = new DataOutputStream(bytes);
        write(packet, topic);
        packet.writeShort(id);
        packet.write(payload);
        send(retained ? PUBLISH_AT_LEAST_ONCE | RETAIN : PUBLISH_AT_LEAST_ONCE, bytes.toByteArray());
        byte[] answer = await(PUBACK);
        if ((((answer[0] & 0xff) << 8) | (answer[1] & 0xff)) != id) {
            throw new IOException("it acknowledges what was not published");
        }
    }

    private static void write(DataOutputStream packet, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        packet.writeShort(bytes.length);
        packet.write(bytes);
    }

    private void send(int header, byte[] packet) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(header);
        int length = packet.length;
        for (; length > 0x7f; length >>= 7) {
            bytes.write((length & 0x7f) | 0x80);
        }
        bytes.write(length);
        bytes.write(packet);
        out.write(bytes.toByteArray());
        out.flush();
    }

    /** The two bytes behind the header, which both answers have. */
    private byte[] await(int header) throws IOException {
        try {
            int type = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (type != header || length < 2 || length > LONGEST_ANSWER) {
                throw new IOException("it does not speak MQTT 3.1.1");
            }
            byte[] packet = new byte[length];
            in.readFully(packet);
            return packet;
        } catch (EOFException e) {
            throw new IOException("it closes the connection without an answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (socket) {
            send(DISCONNECT, new byte[0]);
        }
    }
}
