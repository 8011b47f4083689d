package dev.sluice.upstream;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Writes the request line and headers, and refuses whatever could be read as something else on the other side.
final class RequestHead {
    private static final Set<String> OURS = Set.of(
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "proxy-connection",
            "proxy-authorization");

    private byte[] bytes = new byte[1024];
    private int length;

    private RequestHead() {}

    static byte[] of(UpstreamRequest request, Origin origin) {
        var head = new RequestHead();
        head.token(request.method(), "the request method");
        head.ascii(" ");
        var plainProxy = !origin.tls() && origin.proxy().isPresent();
        if (plainProxy) {
            head.ascii("http://" + origin.authority());
        }
        head.target(request.uri());
        head.ascii(" HTTP/1.1\r\n");
        var ownHost = head.headers(request.headers());
        if (!ownHost) {
            head.ascii("Host: " + origin.authority() + "\r\n");
        }
        if (plainProxy) {
            head.ascii(proxyAuthorization(origin));
        }
        if (request.body().length() > 0 || takesBody(request.method())) {
            head.ascii("Content-Length: " + request.body().length() + "\r\n");
        }
        head.ascii("\r\n");
        return Arrays.copyOf(head.bytes, head.length);
    }

    /// What asks a proxy for a tunnel.
    static byte[] connect(Origin origin) {
        var to = origin.authorityWithPort();
        return ("CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n" + proxyAuthorization(origin) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean takesBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private static String proxyAuthorization(Origin origin) {
        return origin.proxy()
                .map(URI::getRawUserInfo)
                .map(info -> URLDecoder.decode(info.replace("+", "%2B"), StandardCharsets.UTF_8))
                .map(info -> Base64.getEncoder().encodeToString(info.getBytes(StandardCharsets.UTF_8)))
                .map(credentials -> "Proxy-Authorization: Basic " + credentials + "\r\n")
                .orElse("");
    }

    private void target(URI uri) {
        var path = uri.getRawPath();
        var query = uri.getRawQuery();
        var target = path == null || path.isEmpty() ? "/" : path;
        if (query != null) {
            target += '?' + query;
        }
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) > 0x7e) {
                target = URI.create(target).toASCIIString();
                break;
            }
        }
        for (int i = 0; i < target.length(); i++) {
            if (target.charAt(i) <= ' ' || target.charAt(i) > 0x7e) {
                throw new IllegalArgumentException("the request target holds a character that HTTP does not allow");
            }
        }
        ascii(target);
    }

    /// True when `Host` was among them.
    private boolean headers(Map<String, String> headers) {
        var ownHost = false;
        for (var header : headers.entrySet()) {
            var name = header.getKey();
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the header " + name + " is set by the client alone");
            }
            ownHost |= name.equalsIgnoreCase("host");
            token(name, "a header's name");
            ascii(": ");
            value(name, header.getValue());
            ascii("\r\n");
        }
        return ownHost;
    }

    private void token(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            if (!HttpText.tokenChar(text.charAt(i))) {
                throw new IllegalArgumentException(what + " holds a character that HTTP does not allow");
            }
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        ascii(text);
    }

    private void value(String name, String value) {
        reserve(value.length());
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException(
                        "the value of the header " + name + " holds a character that HTTP does not allow");
            }
            bytes[length++] = (byte) c;
        }
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
