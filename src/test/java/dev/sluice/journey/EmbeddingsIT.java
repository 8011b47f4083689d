package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingEndpoints;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Embeddings, moderations and reranking, from the caller's socket to the upstream's.
final class EmbeddingsIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream OTHER = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [embedder, shared]")
            + TestingConfig.provider("other", OTHER.baseUrl(), "models: [shared]")
            + "defaults: { embedding-model: fake/embedder }\n");

    @BeforeAll
    static void script() {
        for (TestingUpstream upstream : new TestingUpstream[] {UPSTREAM, OTHER}) {
            upstream.endpoint("/embeddings", TestingEndpoints.embeddings());
            upstream.endpoint("/moderations", TestingEndpoints.moderations());
            upstream.endpoint("/rerank", TestingEndpoints.rerank());
        }
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static JsonNode embedded(String model, String members) {
        return ok(SLUICE.client().post("/v1/embeddings", "{\"model\":\"fake/" + model + "\"," + members + "}"));
    }

    @Test
    void textsBecomeVectors() {
        JsonNode answer = embedded("vectors", "\"input\":[\"a\",\"b\"],\"dimensions\":3,\"user\":\"u\",\"x\":1.50");
        assertThat(answer.path("data")).hasSize(2);
        assertThat(answer.at("/data/1/embedding")).hasSize(3);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(2);
        TestingRequest sent = UPSTREAM.request("vectors");
        assertThat(sent.path()).isEqualTo("/v1/embeddings");
        assertThat(sent.text()).contains("\"x\":1.50").contains("\"dimensions\":3");
        assertThat(sent.header("authorization")).isEqualTo("Bearer " + TestingConfig.UPSTREAM_KEY);
    }

    @Test
    void theEncodingIsTheCallersWhateverTheUpstreamKnows() {
        UPSTREAM.answer("floats-only", TestingEndpoints.embeddings(false));
        UPSTREAM.answer("base64-only", TestingEndpoints.embeddings(true));
        for (String model : new String[] {"floats-only", "base64-only"}) {
            JsonNode base64 = embedded(model, "\"input\":\"a\",\"encoding_format\":\"base64\"");
            assertThat(base64.at("/data/0/embedding").isTextual()).isTrue();
            JsonNode floats = embedded(model, "\"input\":\"a\",\"encoding_format\":\"float\"");
            assertThat(floats.at("/data/0/embedding").isArray()).isTrue();
            assertThat(TestingEndpoints.decoded(base64.at("/data/0/embedding").asText()))
                    .isEqualTo(TestingEndpoints.numbers(floats.at("/data/0/embedding")));
        }
    }

    @Test
    void noModelIsTheConfiguredOneAndTheVersionMayBeForgotten() {
        ok(SLUICE.client().post("/embeddings", "{\"input\":\"by default\"}"));
        assertThat(UPSTREAM.requests("embedder")).isNotEmpty();
    }

    @Test
    void anotherProviderServesWhereOneCannot() {
        UPSTREAM.answer("shared", TestingAnswers.error(500, "down"));
        HttpResponse<String> response =
                SLUICE.client().post("/v1/embeddings", "{\"model\":\"shared\",\"input\":\"a\"}");
        ok(response);
        assertThat(response.headers().firstValue("x-sluice-provider")).contains("other");
        assertThat(response.headers().firstValue("x-sluice-attempts")).contains("2");
    }

    @Test
    void anUpstreamsRefusalKeepsItsStatus() {
        UPSTREAM.answer("refused", TestingAnswers.error(400, "too long"));
        JsonNode error = Refusals.refused(
                SLUICE.client().post("/v1/embeddings", "{\"model\":\"fake/refused\",\"input\":\"a\"}"), 400);
        assertThat(error.path("message").asText()).contains("too long");
        UPSTREAM.answer("empty", TestingAnswers.json("{\"data\":[]}"));
        Refusals.refused(
                SLUICE.client().post("/v1/embeddings", "{\"model\":\"fake/empty\",\"input\":\"a\"}"),
                502,
                "provider_error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "{\"input\":\"\"}",
                "{\"input\":[]}",
                "{\"input\":\"a\",\"encoding_format\":\"x\"}"
            })
    void whatIsWrongIsRefusedUnsent(String body) {
        int before = UPSTREAM.requests().size();
        Refusals.refused(SLUICE.client().post("/v1/embeddings", body), 400, "validation_error");
        assertThat(UPSTREAM.requests()).hasSize(before);
    }

    @Test
    void wordsAreJudged() {
        JsonNode answer =
                ok(SLUICE.client().post("/v1/moderations", "{\"model\":\"fake/judge\",\"input\":[\"nice\",\"kill\"]}"));
        assertThat(answer.at("/results/0/flagged").asBoolean()).isFalse();
        assertThat(answer.at("/results/1/flagged").asBoolean()).isTrue();
    }

    @Test
    void documentsAreOrdered() {
        JsonNode answer = ok(SLUICE.client()
                .post(
                        "/v1/rerank",
                        "{\"model\":\"fake/ranker\",\"query\":\"q\",\"documents\":[\"a\",\"ccc\",\"bb\"],\"top_n\":2,"
                                + "\"return_documents\":true}"));
        assertThat(answer.at("/results/0/document/text").asText()).isEqualTo("ccc");
        assertThat(answer.at("/results/1/index").asInt()).isEqualTo(2);
        assertThat(answer.path("results")).hasSize(2);
        assertThat(UPSTREAM.request("ranker").path()).isEqualTo("/v1/rerank");
    }

    @Test
    void withoutAModelOneIsToldWhichKeyNamesIt() {
        JsonNode error =
                Refusals.refused(SLUICE.client().post("/v1/moderations", "{\"input\":\"a\"}"), 400, "validation_error");
        assertThat(error.path("message").asText()).contains("defaults.moderation-model");
        Refusals.refused(
                SLUICE.client().post("/v1/rerank", "{\"query\":\"q\",\"documents\":[\"a\"]}"), 400, "validation_error");
    }

    @Test
    void aProviderThatHasNoVectorsSaysSo() {
        JsonNode error = Refusals.refused(
                SLUICE.client().post("/v1/embeddings", "{\"model\":\"guide/sluice\",\"input\":\"a\"}"),
                400,
                "validation_error");
        assertThat(error.path("message").asText()).contains("guide").contains("embeddings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/embeddings", "/v1/moderations", "/v1/rerank"})
    void anotherMethodOrContentTypeIsRefused(String path) {
        Refusals.refused(SLUICE.client().get(path), 405, "invalid_request_error");
        Refusals.refused(SLUICE.client().post(path, "{}", "Content-Type", "text/plain"), 415, "invalid_request_error");
    }
}
