package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One request as an upstream received it, to the byte.
///
/// @param headers names in lower case, values in the order they came
public record TestingRequest(
        String method, String path, Map<String, List<String>> headers, byte[] body, CountDownLatch closed) {

    private static final Pattern IN_PATH = Pattern.compile(
            ".*/(?:(?:models/|(?=tunedModels/))(.+):(?:generate|streamGenerate)Content|deployments/(.+)/chat/completions).*");

    /// The first value of a header, empty where there is none.
    public String header(String name) {
        return headers.getOrDefault(name, List.of("")).getFirst();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.parse(text());
    }

    /// The model asked for, by the path or the body.
    public String model() {
        if (header("content-type").startsWith("multipart/")) {
            return field("model");
        }
        Matcher named = IN_PATH.matcher(path);
        if (named.matches()) {
            return URLDecoder.decode(named.group(1) == null ? named.group(2) : named.group(1), StandardCharsets.UTF_8);
        }
        return body.length > 0 && body[0] == '{' ? json().path("model").asText() : "";
    }

    /// The first value of that name in a form, empty where there is none; bytes stand for characters.
    public String field(String name) {
        String form = new String(body, StandardCharsets.ISO_8859_1);
        int head = form.indexOf("name=\"" + name + "\"");
        int start = form.indexOf("\r\n\r\n", head) + 4;
        return head < 0 ? "" : form.substring(start, form.indexOf("\r\n--", start));
    }

    /// Waits until the peer has closed the connection that this request came on; false where it has not in time.
    public boolean closedWithin(Duration limit) {
        try {
            return closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
