package dev.sluice.search;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Addresses of results, taken out of the redirects that engines wrap them in.
public final class Links {
    private Links() {}

    static Optional<URI> parsed(String address) {
        try {
            return Optional.of(new URI(address));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// The decoded value of a parameter; empty where `address` has none.
    public static Optional<String> parameter(String address, String name) {
        int query = address.indexOf('?');
        String parameters = query < 0 ? "" : address.substring(query + 1);
        int fragment = parameters.indexOf('#');
        for (String pair : (fragment < 0 ? parameters : parameters.substring(0, fragment)).split("&")) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /// Empty where a percent sign is followed by nothing that belongs to it.
    public static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether it is an address that a browser would open: nothing else leaves the gateway as a result.
    public static boolean web(String address) {
        return address.startsWith("https://") || address.startsWith("http://");
    }

    /// Out of base64 as it stands in addresses; empty where it holds no address of the web.
    public static Optional<String> ofBase64(String encoded) {
        try {
            byte[] address = Base64.getUrlDecoder().decode(encoded.replaceAll("=+$", ""));
            return Optional.of(new String(address, StandardCharsets.UTF_8)).filter(Links::web);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// With a scheme where it begins with `//`.
    public static String absolute(String address) {
        return address.startsWith("//") ? "https:" + address : address;
    }

    /// With a scheme and a host where it begins with `/`.
    ///
    /// @param site such as `https://www.example.org`
    public static String absolute(String address, String site) {
        return address.startsWith("/") && !address.startsWith("//") ? site + address : absolute(address);
    }

    /// The host of an address, without `www.`; empty where there is none.
    public static String host(String address) {
        return parsed(address)
                .map(URI::getHost)
                .map(host -> host.startsWith("www.") ? host.substring(4) : host)
                .orElse("");
    }
}
