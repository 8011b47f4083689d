package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEvents;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Whatever is odd about an upstream's wire, the caller sees a clean one.
final class OdditiesIT {
    private static final TestingStream PLAIN = TestingStream.of("Grüße", " aus", " 東京", " 🎐");

    static final Map<String, TestingAnswer> ODD = Map.ofEntries(
            Map.entry("crlf", PLAIN.withLineEnd("\r\n")),
            Map.entry("cr", PLAIN.withLineEnd("\r")),
            Map.entry("comments", PLAIN.withBefore(": hello\n\n:\n\nevent: message\nid: 7\nretry: 10\n\n")),
            Map.entry("split", PLAIN.withSplitBytes()),
            Map.entry("split-crlf", PLAIN.withSplitBytes().withLineEnd("\r\n")),
            Map.entry("undone", PLAIN.withDones(0)),
            Map.entry("done-twice", PLAIN.withDones(2)),
            Map.entry("gzip", PLAIN.withGzip()),
            Map.entry("bom", PLAIN.withBefore("\uFEFF")),
            Map.entry("plain-text", PLAIN.withContentType("text/plain")),
            Map.entry("octets", PLAIN.withContentType("application/octet-stream")),
            Map.entry("called-json", PLAIN.withContentType("application/json")),
            Map.entry("no-usage", PLAIN.withoutUsage()),
            Map.entry("json-instead", TestingAnswers.jsonEvenToAStream(PLAIN.text())));

    static final List<String> NAMES = ODD.keySet().stream().sorted().toList();

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    @ParameterizedTest
    @FieldSource("NAMES")
    void aStreamComesOutClean(String name) {
        UPSTREAM.answer(name, ODD.getOrDefault(name, PLAIN));
        try (TestingEvents events = SLUICE.client().stream(Json.chat("fake/" + name, true))) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("content-type")).startsWith("text/event-stream");
            assertThat(events.header("content-encoding")).isEmpty();
            List<String> data = events.rest();
            assertThat(TestingEvents.text(data)).isEqualTo(PLAIN.text());
            assertThat(data).endsWith("[DONE]").containsOnlyOnce("[DONE]");
            assertThat(data.stream().filter(event -> event.contains("\"finish_reason\":\"stop\"")))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aJsonAnswerComesOutClean(String name) {
        UPSTREAM.answer("whole-" + name, ODD.getOrDefault(name, PLAIN));
        var response = SLUICE.client().chat(Json.chat("fake/whole-" + name, false));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = Json.parse(response.body());
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo(PLAIN.text());
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.path("provider").asText()).isEqualTo("fake");
    }

    @Test
    void unknownMembersAndNumbersTravelUntouchedBothWays() {
        String answer = """
                {"id":"x", "object":"chat.completion","created": 1700000000,"model":"exact","provider":"theirs",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}],
                 "x_exact" : 1.00, "x_big":123456789012345678901234567890, "x_nested":{"a":[1.0e2]}}""";
        UPSTREAM.answer("exact", TestingAnswers.json(answer));
        var response = SLUICE.client().chat("""
                        {"model":"fake/exact","temperature":0.70,"seed":9007199254740993,"x_unknown" : {"b":1.10,"b2":[]},
                         "messages":[{"role":"user","content":"hi","x_inner":2.50}]}""");
        assertThat(response.body())
                .contains("\"x_exact\" : 1.00, \"x_big\":123456789012345678901234567890", "{\"a\":[1.0e2]}")
                .doesNotContain("theirs");
        assertThat(Json.parse(response.body()).path("provider").asText()).isEqualTo("fake");
        assertThat(UPSTREAM.request("exact").text())
                .contains("\"temperature\":0.70", "\"seed\":9007199254740993", "\"x_unknown\" : {\"b\":1.10,\"b2\":[]}")
                .contains("\"x_inner\":2.50", "\"model\":\"exact\"");
    }

    @Test
    void gatewayFieldsAndPrivateHeadersStayHere() {
        UPSTREAM.answer("private", TestingAnswers.reply("ok"));
        String body =
                Json.chat("private", false).replaceFirst("\\{", "{\"provider\":\"fake\",\"conversation_id\":null,");
        var response = SLUICE.client()
                .chat(
                        body,
                        "Authorization",
                        "Bearer callers-own-key",
                        "Cookie",
                        "session=callers-own-cookie",
                        "X-Stainless-Lang",
                        "java",
                        "OpenAI-Organization",
                        "org-7",
                        "OpenAI-Api-Key",
                        "callers-own-other-key",
                        "traceparent",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        "X-Other",
                        "no");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        var seen = UPSTREAM.request("private");
        assertThat(seen.header("authorization")).isEqualTo("Bearer " + TestingConfig.UPSTREAM_KEY);
        assertThat(seen.headers().toString()).doesNotContain("callers-own");
        assertThat(seen.headers()).doesNotContainKeys("cookie", "x-other", "x-forwarded-for", "forwarded");
        assertThat(seen.header("x-stainless-lang")).isEqualTo("java");
        assertThat(seen.header("openai-organization")).isEqualTo("org-7");
        assertThat(seen.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c");
        assertThat(seen.json().has("provider")).isFalse();
        assertThat(seen.json().has("conversation_id")).isFalse();
    }

    @Test
    void anUpstreamsCookiesAndBannerStayThere() {
        UPSTREAM.answer(
                "chatty",
                exchange -> exchange.send(
                        200,
                        Map.of("Content-Type", "application/json", "Set-Cookie", "a=b", "Server", "vendor/1"),
                        dev.sluice.testing.TestingChat.completion("chatty", "ok", 1)
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        var response = SLUICE.client().chat(Json.chat("fake/chatty", false));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map()).doesNotContainKeys("set-cookie", "server");
    }
}
