package io.heartbeat.notifier.mqtt;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** As much of a broker as a publisher needs: it accepts, or refuses for a given reason, or is silent. */
final class SmallBroker implements AutoCloseable {
    static final int SILENT = -1;

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int DISCONNECT = 14;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int answer;

    /** @param answer return code of CONNACK: 0 accepts */
    SmallBroker(int answer) throws IOException {
        this.answer = answer;
        daemon(this::accept);
    }

    String url() {
        return "mqtt://127.0.0.1:" + listening.getLocalPort();
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

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int type = in.readUnsignedByte() >> 4; type != DISCONNECT; type = in.readUnsignedByte() >> 4) {
                byte[] packet = in.readNBytes(length(in));
                if (answer == SILENT) {
                    continue;
                }
                if (type == CONNECT) {
                    out.write(new byte[] {0x20, 2, 0, (byte) answer});
                } else if (type == PUBLISH) {
                    int id = 2 + ((packet[0] << 8) | (packet[1] & 0xff));
                    out.write(new byte[] {0x40, 2, packet[id], packet[id + 1]});
                }
                out.flush();
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.readUnsignedByte();
            length |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return length;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "small-broker");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
