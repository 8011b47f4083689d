package dev.sluice.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `egress`: which addresses may be reached on a caller's word, and the way out.
///
/// @param allow hosts, addresses or networks that callers' URLs may reach although they are not public
/// @param proxies proxies that a request may ask for
/// @param proxy the way out for all providers
public record EgressConfig(List<String> allow, List<String> proxies, Optional<URI> proxy) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})");
    private static final String PROXY_RULE = "must hold addresses such as http://proxy:3128";

    public EgressConfig {
        allow = List.copyOf(allow);
        proxies = List.copyOf(proxies);
        Rules.of("egress")
                .check(
                        allow.stream().allMatch(one -> Network.written(one) || isHost(one)),
                        "allow",
                        "must hold hosts, addresses or networks such as 10.1.0.0/16")
                .check(proxies.stream().allMatch(one -> address(one) != null), "proxies", PROXY_RULE)
                .check(
                        proxy.flatMap(WebAddress::proxyFault).isEmpty(),
                        "proxy",
                        proxy.flatMap(WebAddress::proxyFault).orElse(""))
                .done();
    }

    /// The addresses and networks among `allow`.
    public List<String> allowedNetworks() {
        return allow.stream().filter(Network::written).toList();
    }

    /// The names among `allow`, in lower case.
    public List<String> allowedHosts() {
        return allow.stream()
                .filter(one -> !Network.written(one))
                .map(one -> one.toLowerCase(Locale.ROOT))
                .toList();
    }

    /// The proxy that a request names, with the password that only the operator knows; empty for one that does not
    /// stand in `proxies`.
    public Optional<URI> named(String asked) {
        URI wanted = address(asked.strip());
        return wanted == null
                ? Optional.empty()
                : proxies.stream()
                        .map(EgressConfig::address)
                        .filter(Objects::nonNull)
                        .filter(one -> one.equals(wanted) || place(one).equals(place(wanted)) && !hasUser(wanted))
                        .findFirst();
    }

    private static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    private static @Nullable URI address(String text) {
        try {
            URI address = new URI(text.strip());
            return WebAddress.proxyFault(address).isEmpty() ? address : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String place(URI address) {
        return (address.getHost() + ":" + (address.getPort() < 0 ? 80 : address.getPort())).toLowerCase(Locale.ROOT);
    }

    private static boolean hasUser(URI address) {
        return address.getRawUserInfo() != null;
    }

    /// Shows no proxy's password.
    @Override
    public String toString() {
        return "EgressConfig[allow=" + allow + ", proxies=" + proxies.size() + ", proxy="
                + proxy.map(WebAddress::shown).orElse("") + "]";
    }
}
