package dev.sluice.upstream;

import dev.sluice.config.EgressConfig;
import dev.sluice.config.Networks;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Says which addresses may be connected to on a caller's word: public ones, and what an operator allows. Immutable.
///
/// It judges the address that a connection is made to, never a name or how an address is written, so that neither odd
/// spellings nor names that change their address get by. Special networks: RFC 6890 and the registries that follow it
/// (https://www.iana.org/assignments/iana-ipv4-special-registry, read 2026-11-21).
public final class EgressGuard {
    private static final Networks CLOSED = Networks.of(List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            // where a cloud's machines ask their host
            "168.63.129.16",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "::1/128",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8"));
    private static final Networks TRANSLATED = Networks.of(List.of("64:ff9b::/96", "::/96"));
    private static final Networks TUNNELLED = Networks.of(List.of("2002::/16"));

    private final Networks allowed;
    private final List<String> hosts;

    public EgressGuard(EgressConfig config) {
        allowed = Networks.of(config.allowedNetworks());
        hosts = config.allowedHosts();
    }

    /// Whether a connection may be made.
    ///
    /// @param host the name that was resolved, or the address as it was written
    boolean admits(String host, InetAddress address) {
        String name = host.toLowerCase(Locale.ROOT);
        String rooted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return hosts.contains(rooted) || allowed.hold(address.getHostAddress()) || open(address);
    }

    private static boolean open(InetAddress address) {
        String written = address.getHostAddress();
        if (CLOSED.hold(written)
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return !(address instanceof Inet6Address six) || carried(six, written);
    }

    /// An IPv6 address may stand for an IPv4 address inside of it.
    private static boolean carried(Inet6Address address, String written) {
        byte[] bytes = address.getAddress();
        if (TRANSLATED.hold(written)) {
            return open(four(bytes, 12));
        }
        return !TUNNELLED.hold(written) || open(four(bytes, 2));
    }

    private static InetAddress four(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
