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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cookies that callers upload as G4F's clients do.
final class CookiesIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("baked", UPSTREAM.baseUrl(), "models: [gpt-fake], cookies: true")
            + TestingConfig.provider("plain", UPSTREAM.baseUrl(), "models: [gpt-other]")
            + "auth: { api-key: sk-caller, admin-key: sk-admin }\n");

    private static final String OWN =
            "[{'name':'sid','value':'4711','domain':'127.0.0.1','path':'/v1'},{'name':'far','value':'1','domain':'x.org'}]";

    private static HttpResponse<String> upload(String filename, String json, String key) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + filename
                + "\"\r\nContent-Type: application/json\r\n\r\n" + json.replace('\'', '"') + "\r\n--b--\r\n";
        return SLUICE.client()
                .post(
                        "/v1/upload_cookies",
                        body,
                        "Authorization",
                        "Bearer " + key,
                        "Content-Type",
                        "multipart/form-data; boundary=b");
    }

    private static String sent(String model, String key) {
        HttpResponse<String> response =
                SLUICE.client().chat(Json.chat(model, false), "Authorization", "Bearer " + key, "Cookie", "mine=1");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String own = model.substring(model.indexOf('/') + 1);
        return String.valueOf(UPSTREAM.requests(own).getLast().header("cookie"));
    }

    @Test
    void cookiesGoToMatchingProvidersOfTheirOwnerAlone() {
        JsonNode kept =
                Json.parse(upload("/home/me/cookies.json", OWN, "sk-caller").body());
        assertThat(kept.at("/0/filename").asText()).as(kept.toString()).isEqualTo("cookies.json");
        assertThat(kept.at("/0/cookies").asInt()).isEqualTo(2);
        assertThat(sent("baked/gpt-a", "sk-caller")).isEqualTo("sid=4711");
        assertThat(sent("baked/gpt-b", "sk-admin")).doesNotContain("sid").doesNotContain("mine");
        assertThat(sent("plain/gpt-c", "sk-caller")).doesNotContain("sid").doesNotContain("mine");
        assertThat(SLUICE.log()).doesNotContain("sid=").doesNotContain("not in this version");
    }

    @Test
    void aRecordingIsRead() {
        String har = "{'log':{'entries':[{'request':{'url':'http://127.0.0.1:1/x','cookies':"
                + "[{'name':'har','value':'2'}]},'response':{'cookies':[]}}]}}";
        assertThat(Json.parse(upload("a.har", har, "sk-admin").body())
                        .at("/0/cookies")
                        .asInt())
                .isEqualTo(1);
        assertThat(sent("baked/gpt-d", "sk-admin")).isEqualTo("har=2");
    }

    @ParameterizedTest
    @CsvSource({"cookies.txt, [], 400", "cookies.json, nonsense, 400", "cookies.har, 7, 400"})
    void whatIsNoFileOfCookiesIsRefused(String filename, String json, int status) {
        HttpResponse<String> response = upload(filename, json, "sk-caller");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Json.parse(response.body()).at("/error/param").asText()).isEqualTo("files");
    }

    @Test
    void aKeyIsNeeded() {
        assertThat(upload("cookies.json", OWN, "wrong").statusCode()).isEqualTo(401);
    }
}
