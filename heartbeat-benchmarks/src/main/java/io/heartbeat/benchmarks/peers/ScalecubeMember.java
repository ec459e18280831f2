package io.heartbeat.benchmarks.peers;

import io.scalecube.cluster.Cluster;
import io.scalecube.cluster.ClusterImpl;
import io.scalecube.cluster.ClusterMessageHandler;
import io.scalecube.cluster.membership.MembershipEvent;
import io.scalecube.transport.netty.tcp.TcpTransportFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A scalecube member with its defaults: {@code address others...}. */
final class ScalecubeMember {
    private static final int PORT = 4545;

    private ScalecubeMember() {}

    public static void main(String[] args) throws InterruptedException {
        List<String> others =
                Arrays.stream(args).skip(1).map(address -> address + ":" + PORT).toList();
        new ClusterImpl()
                .config(config -> config.externalHost(args[0]).externalPort(PORT))
                .transportFactory(TcpTransportFactory::new)
                .transport(transport -> transport.port(PORT))
                .membership(membership -> membership.seedMembers(others))
                .handler(ScalecubeMember::handler)
                .startAwait();
        Thread.currentThread().join();
    }

    private static ClusterMessageHandler handler(Cluster cluster) {
        return new ClusterMessageHandler() {
            @Override
            public void onMembershipEvent(MembershipEvent event) {
                Told.Kind kind = event.isAdded() ? Told.Kind.UP : event.isRemoved() ? Told.Kind.DOWN : Told.Kind.NOTE;
                Told.print(
                        kind,
                        event.member().address().replaceFirst(":.*", ""),
                        event.member().id(),
                        event.type().name().toLowerCase(Locale.ROOT));
            }
        };
    }
}
