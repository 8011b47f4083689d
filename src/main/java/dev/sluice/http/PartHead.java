package dev.sluice.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/// The header lines above one part of a form (RFC 7578, section 4), as far as anybody asks for them.
final class PartHead {
    private final Map<String, String> lines;

    private PartHead(Map<String, String> lines) {
        this.lines = lines;
    }

    /// @param text header lines, each with its end; a line that begins with white space goes on with the one before
    static PartHead of(String text) {
        Map<String, String> lines = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : text.replaceAll("\r\n[ \t]+", " ").split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                lines.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new PartHead(lines);
    }

    /// The boundary that a content type names; empty where it names none.
    static byte[] boundary(String contentType) {
        String boundary = parameters(contentType).get("boundary");
        return boundary == null ? new byte[0] : boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The first value of a header; null where there is none.
    @Nullable
    String header(String name) {
        return lines.get(name);
    }

    /// The name of the form's field; null where there is none.
    @Nullable
    String field() {
        return disposition().get("name");
    }

    /// The file's name, as the sender wrote it; null for a part that is no file.
    @Nullable
    String file() {
        Map<String, String> disposition = disposition();
        if (!disposition.containsKey("filename")) {
            return null;
        }
        String name = disposition.get("filename");
        return name == null ? "" : name;
    }

    private Map<String, String> disposition() {
        String written = lines.getOrDefault("content-disposition", "");
        boolean form = written.toLowerCase(Locale.ROOT).startsWith("form-data");
        return form ? parameters(written) : Map.of();
    }

    private static Map<String, String> parameters(String value) {
        var parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(value, ';');
    }
}
