package dev.sluice.http;

import dev.sluice.config.Networks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a trusted proxy tells of the request that it passed on; from anybody else nothing is believed.
///
/// @param trusted whether the connection is a trusted proxy's
/// @param client the address that the request came from: the last one on its way that is not a trusted proxy
/// @param scheme `http` or `https`, as the caller sees it
/// @param host name and port, as the caller sees them
/// @param prefix the path under which the caller reaches the gateway's root; empty text = at the top
record Forwarding(
        boolean trusted, String client, Optional<String> scheme, Optional<String> host, Optional<String> prefix) {
    private static final String ONE_HOST = "(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9]([A-Za-z0-9._-]{0,252}))";
    private static final Pattern HOST = Pattern.compile(ONE_HOST + "(:[0-9]{1,5})?");
    private static final Pattern PREFIX = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]{1,100}){1,20}");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final List<String> USUAL = List.of(
            "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port", "x-forwarded-prefix");

    /// @param headers by name in lower case
    /// @param remote the address at the other end of the connection
    /// @param trusts which addresses are proxies to be believed
    static Forwarding of(Map<String, List<String>> headers, String remote, Predicate<String> trusts) {
        if (!trusts.test(remote)) {
            return new Forwarding(false, remote, Optional.empty(), Optional.empty(), Optional.empty());
        }
        // a proxy writes one of the two kinds and may let the other pass as a caller sent it
        var told = USUAL.stream().anyMatch(headers::containsKey)
                ? headers
                : ForwardedHeader.asUsual(headers.getOrDefault("forwarded", List.of()));
        return new Forwarding(
                true,
                client(told, remote, trusts),
                first(told, "x-forwarded-proto")
                        .map(proto -> proto.toLowerCase(Locale.ROOT))
                        .filter(proto -> proto.equals("http") || proto.equals("https")),
                host(told),
                first(told, "x-forwarded-prefix").flatMap(Forwarding::path));
    }

    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    private static String client(Map<String, List<String>> told, String remote, Predicate<String> trusts) {
        String client = remote;
        for (String hop : all(told, "x-forwarded-for").reversed()) {
            String address = withoutPort(hop);
            if (!Networks.isAddress(address)) {
                return client;
            }
            client = address;
            if (!trusts.test(address)) {
                return client;
            }
        }
        return client;
    }

    private static Optional<String> host(Map<String, List<String>> told) {
        return first(told, "x-forwarded-host").filter(Forwarding::isHost).map(host -> {
            boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
            return hasPort
                    ? host
                    : first(told, "x-forwarded-port")
                            .filter(port -> PORT.matcher(port).matches())
                            .filter(port -> !port.equals("80") && !port.equals("443"))
                            .map(port -> host + ":" + port)
                            .orElse(host);
        });
    }

    private static Optional<String> path(String prefix) {
        String path = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return Optional.of(path).filter(p -> p.isEmpty() || PREFIX.matcher(p).matches());
    }

    /// What the proxy nearest to the caller wrote.
    private static Optional<String> first(Map<String, List<String>> told, String name) {
        return all(told, name).stream().findFirst();
    }

    private static List<String> all(Map<String, List<String>> told, String name) {
        return told.getOrDefault(name, List.of()).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
