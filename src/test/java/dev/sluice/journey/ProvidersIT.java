package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What providers and models there are, as G4F, LLM4Free and llms.py tell it.
final class ProvidersIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [gpt-fake, flux-fake, tts-fake, tts-1]")
            + TestingConfig.provider("openrouter", UPSTREAM.baseUrl(), "models: [or-fake]")
            + TestingConfig.provider("switched", UPSTREAM.baseUrl(), "models: [sw-fake]")
            + "auth: { api-key: sk-caller, admin-key: sk-admin }\n");

    private static HttpResponse<String> get(String path, String key) {
        return SLUICE.client().get(path, "Authorization", "Bearer " + key);
    }

    private static JsonNode told(String path) {
        HttpResponse<String> response = get(path, "sk-caller");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.parse(response.body());
    }

    private static List<String> texts(JsonNode list, String member) {
        List<String> texts = new ArrayList<>();
        list.forEach(one ->
                texts.add(member.isEmpty() ? one.asText() : one.path(member).asText()));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/providers", "/providers"})
    void providersAreToldInBothShapes(String path) {
        JsonNode answer = told(path);
        assertThat(answer.path("object").asText()).isEqualTo("list");
        assertThat(texts(answer.path("data"), "provider")).contains("fake", "openrouter", "guide");
        JsonNode row = answer.path("data").get(0);
        assertThat(row.path("id").asText()).isEqualTo("fake");
        assertThat(texts(row.path("models"), "")).contains("gpt-fake", "flux-fake");
        assertThat(texts(row.path("image_models"), "")).containsExactly("flux-fake");
        assertThat(row.path("working").asBoolean()).isTrue();
        assertThat(row.path("auth").asBoolean()).isTrue();
        assertThat(row.path("url").isTextual()).isTrue();
        assertThat(answer.at("/providers/fake/model_count").asInt()).isEqualTo(4);
        assertThat(texts(answer.at("/providers/fake/parameters"), "")).contains("temperature");
        assertThat(answer.path("total_providers").asInt())
                .isEqualTo(answer.path("data").size());
        assertThat(answer.toString()).doesNotContain(TestingConfig.UPSTREAM_KEY);
    }

    @Test
    void anAddressIsForOperatorsUnlessEverybodyKnowsIt() {
        assertThat(told("/v1/providers/fake").path("url").asText()).isEmpty();
        JsonNode row = Json.parse(get("/v1/providers/FAKE", "sk-admin").body());
        assertThat(row.path("url").asText()).isEqualTo(UPSTREAM.baseUrl());
        assertThat(row.toString()).doesNotContain(TestingConfig.UPSTREAM_KEY);
    }

    @Test
    void anUnknownProviderIsNotFound() {
        for (String path : List.of("/v1/providers/nobody", "/api/nobody/models", "/api/nobody/quota")) {
            HttpResponse<String> response = get(path, "sk-caller");
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(Json.parse(response.body()).at("/error/code").asText()).isEqualTo("provider_not_found");
        }
    }

    @Test
    void oneProvidersModelsHaveTheirOwnNames() {
        JsonNode answer = told("/api/fake/models");
        assertThat(texts(answer.path("data"), "id"))
                .containsExactlyInAnyOrder("gpt-fake", "flux-fake", "tts-fake", "tts-1");
        answer.path("data").forEach(row -> {
            assertThat(row.path("owned_by").asText()).isEqualTo("fake");
            assertThat(row.path("provider").asBoolean(true)).isFalse();
            assertThat(row.path("image").asBoolean())
                    .isEqualTo(row.path("id").asText().startsWith("flux"));
        });
    }

    @Test
    void modelsAndProvidersOfImagesAndSpeechHaveListsOfTheirOwn() {
        assertThat(texts(told("/v1/TTI/models").path("data"), "id")).containsExactly("fake/flux-fake");
        assertThat(texts(told("/v1/TTS/models").path("data"), "id")).containsExactly("fake/tts-1", "fake/tts-fake");
        JsonNode images = told("/v1/TTI/providers");
        assertThat(texts(images.path("data"), "id")).containsExactly("fake");
        assertThat(texts(images.at("/providers/fake/parameters"), "")).contains("aspect_ratio");
        assertThat(texts(told("/TTS/providers").at("/providers/fake/models"), ""))
                .containsExactlyInAnyOrder("tts-fake", "tts-1");
    }

    @Test
    void theListOfModelsHasARowForEachProvider() {
        JsonNode data = told("/v1/models").path("data");
        data.forEach(row -> {
            if (row.path("id").asText().equals("fake")) {
                assertThat(row.path("provider").asBoolean()).isTrue();
            }
        });
        assertThat(texts(data, "id")).contains("fake", "gpt-fake", "fake/gpt-fake");
    }

    @Test
    void whatIsLeftIsToldInTheUpstreamsWords() {
        UPSTREAM.answerAt("/v1/credits", TestingAnswers.json("{\"data\":{\"total_credits\":10.5,\"total_usage\":4}}"));
        JsonNode quota = told("/api/openrouter/quota");
        assertThat(quota.path("total_credits").decimalValue()).isEqualByComparingTo("10.5");
        assertThat(quota.path("balance").decimalValue()).isEqualByComparingTo("6.5");
        assertThat(get("/api/fake/quota", "sk-caller").statusCode()).isEqualTo(404);
        UPSTREAM.answerAt("/v1/credits", TestingAnswers.json("[]"));
        assertThat(get("/api/openrouter/quota", "sk-caller").statusCode()).isEqualTo(502);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/providers/", "/v1/providers/"})
    void anOperatorSwitchesAProviderOffAndOn(String path) {
        assertThat(turn(path + "switched", "{\"disable\":true}", "sk-caller").statusCode())
                .isEqualTo(403);
        JsonNode off = Json.parse(
                turn(path + "switched", "{\"disable\":true}", "sk-admin").body());
        assertThat(texts(off.path("disabled"), "")).containsExactly("switched");
        assertThat(told("/v1/providers").path("providers").has("switched")).isFalse();
        assertThat(SLUICE.client()
                        .chat(Json.chat("switched/sw-fake", false), "Authorization", "Bearer sk-caller")
                        .statusCode())
                .isEqualTo(503);
        JsonNode on = Json.parse(
                turn(path + "switched", "{\"enable\":true}", "sk-admin").body());
        assertThat(texts(on.path("enabled"), "")).contains("switched");
        assertThat(on.path("feedback").asText("none")).isEmpty();
        assertThat(turn(path + "switched", "{}", "sk-admin").statusCode()).isEqualTo(400);
        assertThat(turn(path + "nobody", "{\"enable\":true}", "sk-admin").statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<String> turn(String path, String body, String key) {
        return SLUICE.client().post(path, body, "Authorization", "Bearer " + key);
    }

    @Test
    void theStatusIsForOperators() {
        assertThat(get("/status", "sk-caller").statusCode()).isEqualTo(403);
        JsonNode status = Json.parse(get("/status", "sk-admin").body());
        assertThat(texts(status.path("all"), "")).contains("fake", "openrouter", "switched", "guide");
        assertThat(texts(status.path("enabled"), "")).contains("fake");
    }

    @Test
    void llm4FreesListOfMessageModelsIsThere() {
        assertThat(texts(told("/v1/messages").path("data"), "id")).contains("fake/gpt-fake");
        assertThat(SLUICE.client()
                        .post("/v1/models/fake/gpt-fake", "", "Authorization", "Bearer sk-caller")
                        .statusCode())
                .isEqualTo(200);
    }
}
