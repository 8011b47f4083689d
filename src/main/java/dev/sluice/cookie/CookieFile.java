package dev.sluice.cookie;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cookie.CookieRules.Told;
import dev.sluice.exchange.Document;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads cookies as browsers and their extensions export them: a list, an object with `cookies` (Playwright), or a
/// recording of requests (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/, read 2026-11-21). Bodies within a
/// recording are passed over, not read.
final class CookieFile {
    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Document.MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final List<Told> cookies = new ArrayList<>();

    private CookieFile() {}

    /// @throws IOException where the file is none of these
    static List<Told> read(byte[] json) throws IOException {
        var file = new CookieFile();
        try (JsonParser parser = MAPPER.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                file.list(parser);
            } else if (first == JsonToken.START_OBJECT) {
                file.members(parser);
            } else {
                throw new IOException("neither a list nor an object");
            }
        }
        return file.cookies;
    }

    private void list(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode cookie = tree(parser);
            String host = cookie.path("domain").asText(cookie.path("host").asText(""));
            add(
                    cookie,
                    host,
                    cookie.path("hostOnly").isBoolean()
                            ? cookie.path("hostOnly").booleanValue()
                            : null);
        }
    }

    private static JsonNode tree(JsonParser parser) throws IOException {
        JsonNode tree = MAPPER.readTree(parser);
        if (tree == null) {
            throw new IOException("ended too early");
        }
        return tree;
    }

    private void members(JsonParser parser) throws IOException {
        boolean known = false;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("cookies") && value == JsonToken.START_ARRAY) {
                known = true;
                list(parser);
            } else if (name.equals("log") && value == JsonToken.START_OBJECT) {
                known = true;
                log(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (!known) {
            throw new IOException("neither cookies nor a log");
        }
    }

    private void log(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.START_ARRAY && name.equals("entries")) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    entry(parser);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void entry(JsonParser parser) throws IOException {
        var request = new Exchanged();
        var response = new Exchanged();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("request")) {
                request.read(parser);
            } else if (parser.currentToken() == JsonToken.START_OBJECT && name.equals("response")) {
                response.read(parser);
            } else {
                parser.skipChildren();
            }
        }
        URI address = address(request.url);
        if (address != null) {
            request.cookies.forEach(cookie -> sent(cookie, address));
            response.cookies.forEach(cookie -> set(cookie, address));
        }
    }

    /// One side of an entry.
    private static final class Exchanged {
        private String url = "";
        private final List<JsonNode> cookies = new ArrayList<>();

        void read(JsonParser parser) throws IOException {
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("url") && value == JsonToken.VALUE_STRING) {
                    url = parser.getText();
                } else if (name.equals("cookies") && value == JsonToken.START_ARRAY) {
                    tree(parser).forEach(cookies::add);
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private static @Nullable URI address(String url) {
        try {
            URI address = URI.create(url);
            return address.getHost() == null ? null : address;
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    /// A request names neither domain nor path: the cookie is known to go to this host, and to no other.
    private void sent(JsonNode cookie, URI address) {
        cookies.add(new Told(
                cookie.path("name").asText(),
                cookie.path("value").asText(),
                address.getHost(),
                true,
                "/",
                "https".equalsIgnoreCase(address.getScheme()),
                null));
    }

    /// An answer may set a cookie for its own host or for a domain above it, not for a stranger's.
    private void set(JsonNode cookie, URI address) {
        String domain = cookie.path("domain").asText("");
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        if (bare.isEmpty()) {
            add(cookie, address.getHost(), true);
        } else if (("." + address.getHost()).endsWith("." + bare)) {
            add(cookie, bare, false);
        }
    }

    private void add(JsonNode cookie, String domain, @Nullable Boolean hostOnly) {
        cookies.add(new Told(
                cookie.path("name").asText(),
                cookie.path("value").asText(),
                domain,
                hostOnly,
                cookie.path("path").asText("/"),
                cookie.path("secure").asBoolean(),
                expires(cookie)));
    }

    /// Seconds since 1970, or a date; zero and less stand for a session.
    private static @Nullable Instant expires(JsonNode cookie) {
        for (String name : List.of("expirationDate", "expires", "expiry")) {
            JsonNode told = cookie.path(name);
            if (told.isNumber()) {
                double seconds = told.doubleValue();
                return seconds > 0 ? Instant.ofEpochSecond((long) Math.min(seconds, 1e11)) : null;
            }
            if (told.isTextual()) {
                return date(told.textValue());
            }
        }
        return null;
    }

    private static @Nullable Instant date(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
