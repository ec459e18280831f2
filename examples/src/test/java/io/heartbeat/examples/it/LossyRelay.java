package io.heartbeat.examples.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;

/**
 * A process that passes the datagrams of a port on to another host, but for those it drops at random: a bad network.
 *
 * <p>Arguments: the port, the address of the other host, how many in a hundred to drop, and a seed.
 */
final class LossyRelay {
    private LossyRelay() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[1]), port);
        int loss = Integer.parseInt(arguments[2]);
        Random random = new Random(Long.parseLong(arguments[3]));
        try (DatagramSocket socket = new DatagramSocket(port)) {
            System.out.println(TestProcess.READY);
            DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
            while (true) {
                packet.setLength(2_048);
                socket.receive(packet);
                boolean dropped = random.nextInt(100) < loss;
                System.out.println(dropped ? "dropped" : "passed");
                if (!dropped) {
                    socket.send(new DatagramPacket(packet.getData(), packet.getLength(), target));
                }
            }
        }
    }
}
