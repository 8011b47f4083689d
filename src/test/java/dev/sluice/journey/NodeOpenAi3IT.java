package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.NodeScript;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// OpenAI's oldest client for Node, which older programs and G4F's document use, pointed at Sluice.
final class NodeOpenAi3IT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE =
            RunningSluice.with(TestingConfig.of(UPSTREAM, "auth: { api-key: sk-caller }\n"));

    private static @Nullable NodeScript outcomes;

    @BeforeAll
    static void runTheScript() throws IOException {
        assumeTrue(NodeScript.possible(), "node and npm are not installed");
        UPSTREAM.endpoint("/embeddings", TestingEndpoints.embeddings());
        UPSTREAM.endpoint("/moderations", TestingEndpoints.moderations());
        UPSTREAM.endpoint("/images/generations", TestingAnswers.json("{\"data\":[{\"b64_json\":\"iVBORw0KGgo=\"}]}"));
        UPSTREAM.answer("streamed", TestingStream.ofTokens(5));
        UPSTREAM.answer(
                "functions",
                TestingAnswers.calls(
                        new TestingChat.Call("call_1", "weather", "{\"city\":\"Berlin\"}"),
                        new TestingChat.Call("call_2", "weather", "{\"city\":\"Paris\"}")));
        outcomes = NodeScript.run("openai3.mjs", SLUICE.url());
    }

    private static JsonNode outcome(String name) {
        return Objects.requireNonNull(outcomes).outcome(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat      | \"You said: hello\"",
                "functions | [\"{\\\"city\\\":\\\"Berlin\\\"}\",\"function_call\"]",
                "streamedFunctions | [\"{\\\"city\\\":\\\"Berlin\\\"}\",\"function_call\"]",
                "stream    | [\"t0 t1 t2 t3 t4\",\"[DONE]\"]",
                "completion | \"You said: hello\"",
                "embedding | 4",
                "moderation | true",
                "image     | \"iVBORw0KGgo=\"",
                "models    | true",
                "model     | \"gpt-fake\"",
                "files     | 0"
            })
    void aCaseSucceeds(String name, String value) {
        assertThat(outcome(name).path("value")).as(outcome(name).toString()).isEqualTo(Json.parse(value));
    }

    @ParameterizedTest
    @CsvSource({"unauthorized, 401, invalid_api_key", "unknownModel, 404, model_not_found"})
    void aCaseFails(String name, int status, String code) {
        assertThat(outcome(name).path("status").asInt())
                .as(outcome(name).toString())
                .isEqualTo(status);
        assertThat(outcome(name).path("code").asText()).isEqualTo(code);
    }
}
