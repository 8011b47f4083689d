package dev.sluice.http;

import dev.sluice.access.Identity;
import dev.sluice.config.SsoConfig;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads whom a trusted proxy has signed in.
///
/// A header that comes more than once is not believed: the proxy writes one, so the other is the caller's own.
final class ProxyUser {
    private static final int LONGEST = 256;
    private static final int MOST_GROUPS = 1_000;

    private ProxyUser() {}

    /// @param headers by name in lower case, of a connection that is trusted
    static Optional<Identity> of(Map<String, List<String>> headers, SsoConfig sso) {
        return only(headers, sso.headerUser())
                .filter(ProxyUser::fits)
                .map(name -> new Identity.OfProxy(name, groups(headers, sso)));
    }

    private static List<String> groups(Map<String, List<String>> headers, SsoConfig sso) {
        return only(headers, sso.headerGroups()).stream()
                .flatMap(line -> Stream.of(line.split("[,;]")))
                .map(String::strip)
                .filter(ProxyUser::fits)
                .distinct()
                .limit(MOST_GROUPS)
                .toList();
    }

    private static Optional<String> only(Map<String, List<String>> headers, String name) {
        List<String> lines = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return lines.size() == 1 ? Optional.of(unicode(lines.getFirst()).strip()) : Optional.empty();
    }

    private static boolean fits(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST
                && value.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }

    /// Servers read headers as Latin-1, proxies write UTF-8.
    private static String unicode(String value) {
        if (value.chars().allMatch(c -> c < 0x80) || value.chars().anyMatch(c -> c > 0xff)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }
}
