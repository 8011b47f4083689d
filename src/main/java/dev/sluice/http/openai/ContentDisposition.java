package dev.sluice.http.openai;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// How a browser is to treat an answer's body.
final class ContentDisposition {
    private ContentDisposition() {}

    /// To be saved under a name, which old readers see in ASCII and others as it is (RFC 6266).
    static String attachment(String filename) {
        String ascii = filename.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\%]", "_");
        String encoded = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
