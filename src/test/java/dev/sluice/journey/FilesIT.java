package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of callers, from the outside.
final class FilesIT {
    private static final String[] ME = {"x-api-key", "caller-key"};
    private static final String[] OTHER = {"x-api-key", "admin-key"};

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(
            UPSTREAM, "auth: { api-key: caller-key, admin-key: admin-key }\nfiles: { max-size: 2MB, expiry: 1d }\n"));

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    private static HttpResponse<String> upload(TestingForm form) {
        return form.post(SLUICE.client(), "/v1/files", ME);
    }

    private static JsonNode uploaded(String name, String content) {
        return ok(upload(new TestingForm().field("purpose", "user_data").file("file", name, content)));
    }

    private static HttpResponse<String> get(String path, String... who) {
        return SLUICE.client().get(path, who);
    }

    private static int count() {
        return ok(get("/v1/files", ME)).path("data").size();
    }

    @Test
    void aFileIsKeptShownAndDeleted() {
        JsonNode file = uploaded("../ä.txt", "some text");
        String path = "/v1/files/" + file.path("id").asText();
        assertThat(file.path("object").asText()).isEqualTo("file");
        assertThat(file.path("filename").asText()).isEqualTo("ä.txt");
        assertThat(file.path("bytes").asInt()).isEqualTo(9);
        assertThat(file.path("expires_at").asLong() - file.path("created_at").asLong())
                .isEqualTo(86_400);
        assertThat(ok(get(path, ME))).isEqualTo(file);
        assertThat(ok(get(path.substring(3), ME))).isEqualTo(file);
        HttpResponse<String> content = get(path + "/content", ME);
        assertThat(content.body()).isEqualTo("some text");
        assertThat(content.headers().map())
                .containsEntry("content-type", List.of("application/octet-stream"))
                .containsEntry("content-length", List.of("9"));
        assertThat(content.headers().firstValue("content-disposition").orElse(""))
                .startsWith("attachment;");
        assertThat(ok(SLUICE.client().send("DELETE", path, null, ME))
                        .path("deleted")
                        .asBoolean())
                .isTrue();
        Refusals.refused(get(path, ME), 404, "not_found");
        Refusals.refused(get(path + "/content", ME), 404, "not_found");
    }

    @Test
    void othersSeeNothing() {
        String path = "/v1/files/" + uploaded("a", "secret").path("id").asText();
        Refusals.refused(get(path, OTHER), 404, "not_found");
        Refusals.refused(get(path + "/content", OTHER), 404, "not_found");
        Refusals.refused(SLUICE.client().send("DELETE", path, null, OTHER), 404, "not_found");
        assertThat(get("/v1/files", OTHER).body()).doesNotContain(path.substring(10));
        Refusals.refused(get(path), 401, "authentication_error");
        assertThat(get(path, ME).statusCode()).isEqualTo(200);
    }

    @Test
    void aListHasPages() {
        for (String name : new String[] {"p1", "p2", "p3"}) {
            uploaded(name, name);
        }
        JsonNode page = ok(get("/v1/files?limit=2", ME));
        assertThat(page.path("data")).hasSize(2);
        assertThat(page.path("has_more").asBoolean()).isTrue();
        assertThat(page.at("/data/0/filename").asText()).isEqualTo("p3");
        JsonNode next = ok(get("/v1/files?limit=1&after=" + page.path("last_id").asText(), ME));
        assertThat(next.at("/data/0/filename").asText()).isEqualTo("p1");
        assertThat(ok(get("/v1/files?purpose=batch", ME)).path("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=10001", "limit=x", "limit=-1", "order=up"})
    void wrongParametersAreRefused(String query) {
        Refusals.refused(get("/v1/files?" + query, ME), 400, "validation_error");
    }

    @Test
    void theFileMayComeBeforeItsPurpose() {
        JsonNode file = ok(upload(new TestingForm()
                .file("file", "a", "1")
                .field("purpose", "vision")
                .field("expires_after[anchor]", "created_at")
                .field("expires_after[seconds]", "3600")));
        assertThat(file.path("purpose").asText()).isEqualTo("vision");
        assertThat(file.path("expires_at").asLong() - file.path("created_at").asLong())
                .isEqualTo(3600);
    }

    @ParameterizedTest
    @CsvSource({"purpose, nonsense", "expires_after[seconds], 3600", "purpose, ''"})
    void aWrongFieldIsRefusedAndNothingKept(String field, String value) {
        int before = count();
        var form = new TestingForm().file("file", "a", "1").field(field, value);
        Refusals.refused(
                upload(field.equals("purpose") ? form : form.field("purpose", "batch")), 400, "validation_error");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void missingAndRepeatedPartsAreRefusedAndNothingKept() {
        int before = count();
        Refusals.refused(upload(new TestingForm()), 400, "validation_error");
        Refusals.refused(upload(new TestingForm().field("purpose", "batch")), 400, "validation_error");
        Refusals.refused(upload(new TestingForm().file("file", "a", "1")), 400, "validation_error");
        Refusals.refused(
                upload(new TestingForm().field("purpose", "batch").field("file", "no file")), 400, "validation_error");
        Refusals.refused(
                upload(new TestingForm()
                        .field("purpose", "batch")
                        .file("file", "a", "1")
                        .file("file", "b", "2")),
                400,
                "validation_error");
        var parts = new TestingForm().field("purpose", "batch").file("file", "a", "1");
        for (int i = 0; i < 5000; i++) {
            parts.field("x" + i, "");
        }
        Refusals.refused(upload(parts), 400, "validation_error");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aFormThatBreaksOffIsRefusedAndNothingKept() {
        int before = count();
        var cut = new TestingForm().field("purpose", "batch").file("file", "a", "x".repeat(600_000));
        Refusals.refused(cut.postAsItIs(SLUICE.client(), "/v1/files", ME), 400, "validation_error");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndNothingKept() {
        int before = count();
        var large = new TestingForm().field("purpose", "batch").file("file", "a", new byte[2_200_000]);
        Refusals.refused(upload(large), 413, "invalid_request_error");
        assertThat(count()).isEqualTo(before);
        uploaded("just fits", "x".repeat(2 * 1024 * 1024));
    }

    @Test
    void anotherContentTypeIsRefused() {
        Refusals.refused(SLUICE.client().post("/v1/files", "{}", ME), 415, "invalid_request_error");
    }

    @Test
    void aSecondProcessOnTheSameFileSaysSoAndServesChats() {
        count();
        try (RunningSluice second =
                RunningSluice.with("", Map.of("SLUICE_HOME", SLUICE.home().toString()))) {
            Refusals.refused(second.client().get("/v1/files", ME), 503, "server_error");
            assertThat(second.client().chat(Json.chat("gpt-fake", false), ME).statusCode())
                    .isEqualTo(200);
            assertThat(second.log()).contains("sluice.mv.db", "SLUICE_HOME", "data.url");
        }
    }
}
