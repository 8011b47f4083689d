package dev.sluice.exchange;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/// Small pieces of JSON text, for splicing.
public final class JsonText {
    private JsonText() {}

    /// `value` as a JSON string, quotes included.
    public static byte[] quoted(String value) {
        return ("\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
