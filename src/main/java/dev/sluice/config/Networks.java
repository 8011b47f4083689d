package dev.sluice.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/// A set of IP addresses and networks, IPv4 and IPv6. Immutable; looks no name up.
///
/// An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is the IPv4 address.
public final class Networks {
    private static final int MAPPED = 96;

    private final List<Range> ranges;

    private record Range(byte[] address, int bits) {
        boolean holds(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private Networks(List<Range> ranges) {
        this.ranges = ranges;
    }

    /// @param written as the configuration has checked them
    public static Networks of(List<String> written) {
        return new Networks(written.stream().map(Networks::range).toList());
    }

    private static Range range(String written) {
        int slash = written.indexOf('/');
        String text = slash < 0 ? written : written.substring(0, slash);
        InetAddress address = literal(text).orElseThrow(() -> new IllegalArgumentException("not a network"));
        int most = address.getAddress().length * 8;
        if (slash < 0) {
            return new Range(address.getAddress(), most);
        }
        int bits = Integer.parseInt(written.substring(slash + 1));
        boolean mapped = address instanceof Inet4Address && text.indexOf(':') >= 0;
        return new Range(address.getAddress(), mapped ? Math.max(0, bits - MAPPED) : bits);
    }

    /// Whether the address is one of them, or in one of them; what is no address is not.
    public boolean hold(String address) {
        return !ranges.isEmpty()
                && literal(address)
                        .filter(known -> ranges.stream().anyMatch(range -> range.holds(known.getAddress())))
                        .isPresent();
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// Whether the text is an IP address and nothing else.
    public static boolean isAddress(String text) {
        return literal(text).isPresent();
    }

    private static Optional<InetAddress> literal(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (address.indexOf('/') >= 0 || !Network.written(address)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
