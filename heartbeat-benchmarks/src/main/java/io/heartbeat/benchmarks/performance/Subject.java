package io.heartbeat.benchmarks.performance;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.heartbeat.Heartbeat;
import io.heartbeat.HeartbeatConfig;
import io.heartbeat.Monitor;
import io.heartbeat.MonitorConfig;
import io.heartbeat.Secret;
import io.scalecube.cluster.Cluster;
import io.scalecube.cluster.ClusterImpl;
import io.scalecube.transport.netty.tcp.TcpTransportFactory;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.jgroups.JChannel;

/** What an application may embed, to know who is there; with its defaults, but for the loopback in place of the network. */
enum Subject {
    NOTHING("nothing") {
        @Override
        Running start(int port) {
            return running(() -> {}, () -> {});
        }
    },
    /** The least that a sender can be. */
    BARE("a thread that sleeps, and sends a datagram every two seconds") {
        @Override
        Running start(int port) throws Exception {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            byte[] bytes = new byte[Magazine.LENGTH];
            DatagramPacket datagram = new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port);
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        socket.send(datagram);
                        Thread.sleep(GAP_MILLIS);
                    }
                } catch (IOException | InterruptedException e) {
                    socket.close();
                }
            });
            thread.setDaemon(true);
            thread.start();
            return running(thread::interrupt, () -> {});
        }
    },
    HEARTBEAT("Heartbeat, a sender") {
        @Override
        Running start(int port) throws Exception {
            return sender(Secret.generate(), port);
        }
    },
    PASSPHRASE("Heartbeat, a sender with a passphrase") {
        @Override
        Running start(int port) throws Exception {
            return sender(Secret.of("not as long as it should be"), port);
        }
    },
    MONITOR("Heartbeat, a monitor of ten hosts") {
        @Override
        Running start(int port) {
            Monitor monitor = Monitor.start(
                    MonitorConfig.builder()
                            .secrets(Keys.fromEnvironment())
                            .bind("127.0.0.1")
                            .port(port)
                            .withoutState()
                            .build(),
                    event -> {});
            return running(monitor::close, monitor::hosts);
        }
    },
    SCALECUBE("scalecube-cluster, one member") {
        @Override
        Running start(int port) {
            int another = Watching.freePort(); // the last one is not free at once
            Cluster cluster = new ClusterImpl()
                    .config(config -> config.externalHost("127.0.0.1").externalPort(another))
                    .transportFactory(TcpTransportFactory::new)
                    .transport(transport -> transport.port(another))
                    .startAwait();
            return running(
                    () -> {
                        cluster.shutdown();
                        cluster.onShutdown().block();
                    },
                    () -> {});
        }
    },
    JGROUPS("JGroups, udp.xml, one member") {
        @Override
        Running start(int port) throws Exception {
            JChannel channel = new JChannel("udp.xml");
            channel.connect("hosts");
            return running(channel::close, () -> {});
        }
    },
    HAZELCAST("Hazelcast, one member") {
        @Override
        Running start(int port) {
            Config config = new Config();
            config.setProperty("hazelcast.phone.home.enabled", "false");
            config.setProperty("hazelcast.socket.bind.any", "false");
            config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
            HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
            return running(member::shutdown, () -> {});
        }
    },
    JMDNS("jmDNS, one service") {
        @Override
        Running start(int port) throws Exception {
            JmDNS dns = JmDNS.create(InetAddress.getLoopbackAddress());
            dns.registerService(ServiceInfo.create("_heartbeat._udp.local.", "host", port, ""));
            return running(dns::close, () -> {});
        }
    };

    private static final long GAP_MILLIS = 2_000;

    /** What was started. */
    interface Running {
        /** Returns when it does what it was started for. */
        void await() throws Exception;

        void stop() throws Exception;
    }

    /** Something that may fail. */
    interface Step {
        void run() throws Exception;
    }

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Returns when the call that starts it does. */
    abstract Running start(int port) throws Exception;

    private static Running sender(Secret secret, int port) throws Exception {
        DatagramSocket monitor = new DatagramSocket(port, InetAddress.getLoopbackAddress());
        Heartbeat heartbeat = Heartbeat.start(HeartbeatConfig.builder()
                .secret(secret)
                .targets("127.0.0.1:" + port)
                .build());
        return running(
                () -> {
                    heartbeat.close();
                    monitor.close();
                },
                () -> monitor.receive(new DatagramPacket(new byte[2_048], 2_048)));
    }

    private static Running running(Step stopping, Step awaiting) {
        return new Running() {
            @Override
            public void await() throws Exception {
                awaiting.run();
            }

            @Override
            public void stop() throws Exception {
                stopping.run();
            }
        };
    }
}
