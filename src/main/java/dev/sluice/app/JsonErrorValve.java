package dev.sluice.app;

import dev.sluice.telemetry.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/// What Tomcat itself refuses (a malformed request line, a header that is too long), as JSON without a word of
/// Tomcat.
public final class JsonErrorValve extends ErrorReportValve {

    public JsonErrorValve() {
        setShowReport(false);
        setShowServerInfo(false);
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !(wordless(response) || response.setErrorReported())) {
            return;
        }
        String id = RequestId.of(request.getHeader("x-request-id"));
        byte[] json = ("{\"error\":{\"message\":\"" + message(status) + "\",\"type\":\"" + type(status)
                        + "\",\"param\":null,\"code\":\"" + code(status) + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(json.length);
        response.setHeader("x-request-id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Access-Control-Allow-Origin", "*");
        try {
            response.getOutputStream().write(json);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("an error could not be reported", e);
        }
    }

    /// Jersey refuses a `Content-Type` that cannot be read with a status and nothing else, before our filters.
    private static boolean wordless(Response response) {
        return response.getStatus() == 400 && !response.isCommitted() && response.getContentType() == null;
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "The request is not proper HTTP: its line, a header or its address is malformed.";
            case 404 -> "There is nothing here; GET /docs shows what there is.";
            case 405 -> "That method is not served.";
            case 414 -> "The request's address is too long.";
            case 431 -> "The request's headers are too large.";
            default -> status < 500 ? "The request cannot be served." : "The server failed; look into its log.";
        };
    }

    private static String type(int status) {
        if (status == 404) {
            return "not_found";
        }
        return status < 500 ? "invalid_request_error" : "server_error";
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "not_found";
            case 405 -> "method_not_allowed";
            default -> status < 500 ? "bad_request" : "server_error";
        };
    }
}
