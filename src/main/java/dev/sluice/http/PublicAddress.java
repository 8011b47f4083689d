package dev.sluice.http;

import dev.sluice.config.ServerConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/// Where a caller sees the gateway, for absolute links: `server.public-url`, or else what the request says.
public final class PublicAddress {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:\\d{1,5})?");

    private PublicAddress() {}

    /// Without a slash at its end.
    public static String of(HttpServletRequest request) {
        Call call = Call.of(request);
        ServerConfig server = call.running().config().server();
        return server.publicUrl().map(PublicAddress::plain).orElseGet(() -> {
            String host = request.getHeader("Host");
            boolean sound = host != null && HOST.matcher(host).matches();
            String basePath = server.basePath();
            boolean under = !basePath.isEmpty()
                    && request.getRequestURI().startsWith(request.getContextPath() + basePath + "/");
            return request.getScheme() + "://"
                    + (sound ? host : request.getLocalAddr() + ":" + request.getLocalPort())
                    + request.getContextPath() + (under ? basePath : "");
        });
    }

    private static String plain(java.net.URI url) {
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
