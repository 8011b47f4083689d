package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How often a caller may ask.
final class RateLimitIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller, admin-key: sk-admin }\n"),
            java.util.Map.of("SLUICE_LIMITS_REQUESTS_PER_MINUTE", "2"));

    private static HttpResponse<String> chat(String key) {
        return SLUICE.client().chat(Json.chat("gpt-fake", false), "Authorization", "Bearer " + key);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        HttpResponse<String> first = chat("sk-caller");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("x-ratelimit-limit-requests")).contains("2");
        assertThat(first.headers().firstValue("x-ratelimit-remaining-requests")).contains("1");
        assertThat(first.headers().firstValue("x-ratelimit-reset-requests").orElse(""))
                .endsWith("ms");
        assertThat(chat("sk-caller").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = chat("sk-caller");
        assertThat(refused.statusCode()).isEqualTo(429);
        JsonNode error = Json.parse(refused.body()).path("error");
        assertThat(error.path("type").asText()).isEqualTo("rate_limit_error");
        assertThat(error.path("code").asText()).isEqualTo("rate_limit_exceeded");
        int wait = Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("0"));
        assertThat(wait).isBetween(1, 30);
        assertThat(refused.headers().firstValue("x-ratelimit-remaining-requests"))
                .contains("0");
        assertThat(SLUICE.client().get("/monitor/health").statusCode()).isEqualTo(200);
        assertThat(chat("sk-admin").statusCode()).isEqualTo(200);
        assertThat(SLUICE.log()).doesNotContain("not in this version");
    }
}
