package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// The few words that a failed response has for why it failed.
final class ResponseErrorCode {
    private static final Set<String> KNOWN = Set.of(
            "server_error",
            "rate_limit_exceeded",
            "invalid_prompt",
            "data_residency_mismatch",
            "bio_policy",
            "vector_store_timeout",
            "invalid_image",
            "invalid_image_format",
            "invalid_base64_image",
            "invalid_image_url",
            "image_too_large",
            "image_too_small",
            "image_parse_error",
            "image_content_policy_violation",
            "invalid_image_mode",
            "image_file_too_large",
            "unsupported_image_media_type",
            "empty_image_file",
            "failed_to_download_image",
            "image_file_not_found");

    private ResponseErrorCode() {}

    /// @param error in OpenAI's shape
    static String of(JsonNode error) {
        String code = error.path("code").asText();
        if (KNOWN.contains(code)) {
            return code;
        }
        return switch (error.path("type").asText()) {
            case "rate_limit_error", "insufficient_quota" -> "rate_limit_exceeded";
            case "invalid_request_error", "validation_error" -> "invalid_prompt";
            default -> "server_error";
        };
    }
}
