package io.heartbeat.benchmarks.peers;

import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;

/** A Pekko cluster member: {@code address others...}; with the split brain resolver, which its manual tells everybody to switch on. */
final class PekkoMember {
    private PekkoMember() {}

    public static void main(String[] args) {
        String seeds = Stream.concat(List.of(args).stream().skip(1), Stream.of(args[0]))
                .sorted()
                .map(address -> "\"pekko://hosts@" + address + ":17355\"")
                .collect(Collectors.joining(","));
        ActorSystem.create(
                        "hosts",
                        ConfigFactory.parseString("""
                        pekko.actor.provider = cluster
                        pekko.remote.artery.canonical.hostname = "%s"
                        pekko.cluster.seed-nodes = [%s]
                        pekko.cluster.downing-provider-class = "org.apache.pekko.cluster.sbr.SplitBrainResolverProvider"
                        """.formatted(args[0], seeds)).withFallback(ConfigFactory.load()))
                .actorOf(Props.create(Listener.class, Listener::new));
    }

    private static final class Listener extends AbstractActor {
        @Override
        public void preStart() {
            Cluster.get(getContext().getSystem())
                    .subscribe(getSelf(), ClusterEvent.initialStateAsEvents(), ClusterEvent.ClusterDomainEvent.class);
        }

        @Override
        public Receive createReceive() {
            return receiveBuilder()
                    .match(ClusterEvent.MemberUp.class, event -> tell(Told.Kind.UP, event.member(), "up"))
                    .match(ClusterEvent.ReachableMember.class, event -> tell(Told.Kind.UP, event.member(), "reachable"))
                    .match(
                            ClusterEvent.UnreachableMember.class,
                            event -> tell(Told.Kind.DOWN, event.member(), "unreachable"))
                    .match(ClusterEvent.MemberRemoved.class, event -> tell(Told.Kind.DOWN, event.member(), "removed"))
                    .matchAny(event -> {})
                    .build();
        }

        private static void tell(Told.Kind kind, Member member, String word) {
            Told.print(
                    kind,
                    member.address().getHost().get(),
                    member.uniqueAddress().longUid(),
                    word);
        }
    }
}
