package dev.sluice.dialect.anthropic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.WireJson;

/// Writes failures as Anthropic's error object (https://platform.claude.com/docs/en/api/errors, read 2026-11-21), the
/// same for a body and for an event of a stream.
public final class ErrorWriter {
    private ErrorWriter() {}

    /// The error object in UTF-8.
    public static byte[] json(Failure failure, String requestId) {
        MessageError known = MessageError.of(failure);
        ObjectNode error = error(known.type(), known.message());
        if (failure instanceof Failure.Invalid invalid) {
            details(invalid, error.putObject("details").put("error_code", invalid.code()));
        } else if (failure instanceof Failure.RefusedByUpstream refused
                && refused.code() != null
                && known.status() < 500) {
            // clients of Anthropic's recover from some refusals, which they know by this code
            error.putObject("details").put("error_code", refused.code());
        }
        return body(error, requestId);
    }

    /// The error object of a defect of ours: tells the request's id and nothing of the inside. Its status is 500.
    public static byte[] defect(String requestId) {
        return body(error("api_error", "Something went wrong here. Request id: " + requestId), requestId);
    }

    public static int status(Failure failure) {
        return MessageError.of(failure).status();
    }

    private static ObjectNode error(String type, String message) {
        return WireJson.object().put("type", type).put("message", message);
    }

    private static byte[] body(ObjectNode error, String requestId) {
        ObjectNode body = WireJson.object().put("type", "error");
        body.set("error", error);
        body.put("request_id", requestId.isEmpty() ? null : requestId);
        return WireJson.bytes(body);
    }

    private static void details(Failure.Invalid invalid, ObjectNode details) {
        if (invalid.code().equals(PromptReader.NO_THREAD)) {
            details.putArray("unsupported").add("thread");
        }
        ArrayNode list = details.putArray("places");
        for (Failure.Detail detail : invalid.details()) {
            ObjectNode written = list.addObject();
            ArrayNode loc = written.putArray("loc");
            detail.loc().forEach(step -> {
                if (step instanceof Integer position) {
                    loc.add(position);
                } else {
                    loc.add(step.toString());
                }
            });
            written.put("message", detail.message()).put("type", detail.type());
        }
    }
}
