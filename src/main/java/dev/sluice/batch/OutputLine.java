package dev.sluice.batch;

import dev.sluice.exchange.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The lines of output and error files, as OpenAI writes them.
final class OutputLine {
    private OutputLine() {}

    /// The answer keeps its bytes, on one line.
    static byte[] answered(String customId, String requestId, BatchEndpoint.Answer answer) {
        var line = begun(customId, requestId);
        text(line, "{\"status_code\":" + answer.status() + ",\"request_id\":\"" + requestId + "\",\"body\":");
        for (byte b : answer.body()) {
            // a line end in JSON can only be white space between its tokens
            line.write(b == '\n' || b == '\r' ? ' ' : b);
        }
        text(line, "},\"error\":null}\n");
        return line.toByteArray();
    }

    static byte[] unanswered(String customId, String code, String message) {
        var line = begun(customId, FileNames.id("batch_req_"));
        text(line, "null,\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}\n");
        return line.toByteArray();
    }

    private static ByteArrayOutputStream begun(String customId, String requestId) {
        var line = new ByteArrayOutputStream(512);
        text(line, "{\"id\":\"" + requestId + "\",\"custom_id\":");
        line.writeBytes(JsonText.quoted(customId));
        text(line, ",\"response\":");
        return line;
    }

    private static void text(ByteArrayOutputStream line, String text) {
        line.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
