package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingForm;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How long callers say that they wait, wherever they may say it. The operator would wait for a minute.
final class BoundsIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(
            "limits: { request-timeout: 60s, first-token-timeout: 60s, idle-timeout: 60s }\nproviders:\n"
                    + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [gpt-fake]"));

    @BeforeAll
    static void script() {
        UPSTREAM.answer("silent", TestingAnswers.silence());
        UPSTREAM.answerText("silent", TestingAnswers.silence());
        for (String path : new String[] {
            "/audio/transcriptions",
            "/audio/translations",
            "/audio/speech",
            "/embeddings",
            "/moderations",
            "/rerank",
            "/images/generations"
        }) {
            UPSTREAM.endpoint(path, TestingAnswers.silence());
        }
        UPSTREAM.responses(TestingAnswers.silence());
    }

    private static void timedOut(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(504);
    }

    private static HttpResponse<String> asked(String path, String members) {
        return SLUICE.client().post(path, ("{'model':'fake/silent'," + members + "}").replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/v1/chat/completions | 'messages':[{'role':'user','content':'x'}]",
                "/v1/completions | 'prompt':'x'",
                "/v1/responses | 'input':'x'",
                "/v1/messages | 'max_tokens':9,'messages':[{'role':'user','content':'x'}]",
                "/v1/embeddings | 'input':'x'",
                "/v1/moderations | 'input':'x'",
                "/v1/rerank | 'query':'x','documents':['a']",
                "/v1/audio/speech | 'input':'x'",
                "/v1/images/generations | 'prompt':'x'"
            })
    void aCallersTimeIsKeptToAndItsWordsAreChecked(String path, String members) {
        timedOut(asked(path, members + ",'timeout':0.3"));
        assertThat(UPSTREAM.requests("silent").getLast().json().has("timeout")).isFalse();
        for (String wrong : new String[] {"'timeout':-1", "'timeout':'soon'", "'stream_timeout':[]"}) {
            HttpResponse<String> refused = asked(path, members + "," + wrong);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains(wrong.split("'")[1]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/v1/chat/completions | 'stream':true,'messages':[{'role':'user','content':'x'}]",
                "/v1/completions | 'stream':true,'prompt':'x'",
                "/v1/audio/speech | 'input':'x'",
            })
    void aSilenceIsNoLongerThanTheCallerSays(String path, String members) {
        timedOut(asked(path, members + ",'stream_timeout':0.3"));
    }

    private static HttpResponse<String> form(String path, String timeout) {
        return new TestingForm()
                .field("model", "fake/silent")
                .field("timeout", timeout)
                .file("file", "a.mp3", "ID3 sound")
                .post(SLUICE.client(), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/audio/transcriptions", "/v1/audio/translations"})
    void aFormSaysItToo(String path) {
        timedOut(form(path, "0.3"));
        assertThat(UPSTREAM.requests().getLast().text()).doesNotContain("timeout");
        for (String wrong : new String[] {"soon", "-1"}) {
            assertThat(Refusals.refused(form(path, wrong), 400).path("param").asText())
                    .isEqualTo("timeout");
        }
    }

    @Test
    void aFormWithAnImageSaysItToo() {
        UPSTREAM.endpoint("/images/edits", TestingAnswers.silence());
        HttpResponse<String> response = new TestingForm()
                .field("model", "fake/silent")
                .field("prompt", "hat")
                .field("timeout", "0.3")
                .file("image", "a.png", "image/png", new byte[] {1})
                .post(SLUICE.client(), "/v1/images/edits");
        timedOut(response);
        assertThat(UPSTREAM.requests().getLast().text()).contains("hat").doesNotContain("timeout");
    }
}
