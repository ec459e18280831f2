package io.heartbeat.internal.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One network interface that is up, as it was when looked at. */
record Link(
        String name, int index, boolean loopback, boolean pointToPoint, boolean multicast, List<Address> addresses) {

    /** An address of the interface with the length of its network prefix in bits, and its broadcast address if it has one. */
    record Address(
            InetAddress address, int prefixLength, @Nullable InetAddress broadcast) {

        static Address of(InterfaceAddress address) {
            return new Address(address.getAddress(), address.getNetworkPrefixLength(), address.getBroadcast());
        }

        /**
         * The directed broadcast address. An interface may leave it unset (0.0.0.0, usual in containers); the last
         * address of the network serves just as well then.
         */
        @Nullable
        InetAddress directedBroadcast() {
            if (!(address instanceof Inet4Address) || prefixLength < 1 || prefixLength > 30) {
                return null;
            }
            return broadcast == null || broadcast.isAnyLocalAddress() ? lastOfNetwork() : broadcast;
        }

        /** Whether the other address is on the network of this one. */
        boolean isOnNetworkOf(InetAddress other) {
            byte[] own = address.getAddress();
            byte[] its = other.getAddress();
            int bytes = prefixLength / Byte.SIZE;
            int rest = Byte.SIZE - prefixLength % Byte.SIZE;
            return prefixLength > 0
                    && own.length == its.length
                    && Arrays.equals(own, 0, bytes, its, 0, bytes)
                    && (rest == Byte.SIZE || own[bytes] >> rest == its[bytes] >> rest)
                    && isOnLinkOf(other);
        }

        /** Link-local addresses of all links are alike but for their scope. */
        private boolean isOnLinkOf(InetAddress other) {
            return !(address instanceof Inet6Address own)
                    || !(other instanceof Inet6Address its)
                    || !own.isLinkLocalAddress()
                    || its.getScopeId() == 0
                    || own.getScopeId() == its.getScopeId();
        }

        private InetAddress lastOfNetwork() {
            byte[] bytes = address.getAddress();
            for (int bit = prefixLength; bit < Integer.SIZE; bit++) {
                bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    /** Looks at an interface; null if it is down. */
    static @Nullable Link of(NetworkInterface nic) throws SocketException {
        if (!nic.isUp()) {
            return null;
        }
        return new Link(
                nic.getName(),
                nic.getIndex(),
                nic.isLoopback(),
                nic.isPointToPoint(),
                nic.supportsMulticast(),
                nic.getInterfaceAddresses().stream().map(Address::of).toList());
    }

    boolean broadcasts() {
        return !loopback && !pointToPoint;
    }

    /** Whether a loopback interface carries a group; Linux, which does not call it multicast, lets it carry IPv4 ones. */
    boolean loopsBack(InetAddress group) {
        return speaksFamilyOf(group) && (multicast || group instanceof Inet4Address);
    }

    /** Whether the interface has an address of the family of the given one, and so can send to it. */
    boolean speaksFamilyOf(InetAddress other) {
        Class<? extends InetAddress> family = other instanceof Inet4Address ? Inet4Address.class : Inet6Address.class;
        return addresses.stream().anyMatch(address -> family.isInstance(address.address()));
    }
}
