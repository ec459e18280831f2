package io.heartbeat.benchmarks.peers;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.ListenerConfig;
import com.hazelcast.core.Hazelcast;

/** A Hazelcast member with its defaults, which find the others by multicast. */
final class HazelcastMember {
    private HazelcastMember() {}

    public static void main(String[] args) throws InterruptedException {
        Config config = new Config();
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.addListenerConfig(new ListenerConfig(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                tell(Told.Kind.UP, event.getMember(), "added");
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                tell(Told.Kind.DOWN, event.getMember(), "removed");
            }
        }));
        Hazelcast.newHazelcastInstance(config)
                .getCluster()
                .getMembers()
                .forEach(member -> tell(Told.Kind.UP, member, "there"));
        Thread.currentThread().join();
    }

    private static void tell(Told.Kind kind, Member member, String word) {
        Told.print(kind, member.getAddress().getHost(), member.getUuid(), word);
    }
}
