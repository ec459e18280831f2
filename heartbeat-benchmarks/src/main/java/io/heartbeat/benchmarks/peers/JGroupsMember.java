package io.heartbeat.benchmarks.peers;

import java.util.List;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.util.UUID;

/** A JGroups member with the stack {@code udp.xml}. */
final class JGroupsMember {
    private JGroupsMember() {}

    public static void main(String[] args) throws Exception {
        JChannel channel = new JChannel("udp.xml").name(args[0]);
        channel.setReceiver(new Receiver() {
            private List<Address> before = List.of();

            @Override
            public void viewAccepted(View view) {
                List<Address> now = view.getMembers();
                now.stream()
                        .filter(one -> !before.contains(one))
                        .forEach(one -> tell(Told.Kind.UP, one, "joined view"));
                before.stream()
                        .filter(one -> !now.contains(one))
                        .forEach(one -> tell(Told.Kind.DOWN, one, "left view"));
                before = List.copyOf(now);
            }
        });
        channel.connect("hosts");
        Thread.currentThread().join();
    }

    private static void tell(Told.Kind kind, Address member, String word) {
        Told.print(kind, member, ((UUID) member).toStringLong(), word);
    }
}
