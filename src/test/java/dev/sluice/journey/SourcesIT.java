package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Sources that an upstream lists beside its answer, as Perplexity does, for callers of other dialects.
final class SourcesIT {
    private static final String LISTED = "'citations':['https://a.example/1','https://b.example/2'],"
            + "'search_results':[{'title':'A','url':'https://a.example/1','date':'2026-01-01'}]";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    @BeforeAll
    static void script() {
        String head = "{'id':'s','created':1,'model':'sonar',";
        String whole =
                head + "'object':'chat.completion','choices':[{'index':0,'message':{'role':'assistant','content':"
                        + "'Rain [1][2].'},'finish_reason':'stop'}]," + LISTED + "}";
        String chunk = head + "'object':'chat.completion.chunk',";
        String stream = "data: " + chunk + "'choices':[{'index':0,'delta':{'role':'assistant','content':'Rain'}}],"
                + LISTED + "}\n\ndata: " + chunk
                + "'choices':[{'index':0,'delta':{'content':' [1][2].'},'finish_reason':'stop'}]," + LISTED
                + "}\n\ndata: [DONE]\n\n";
        UPSTREAM.answer("sonar", TestingAnswers.json(whole.replace('\'', '"')));
        UPSTREAM.answer("sonar-stream", TestingAnswers.body(200, "text/event-stream", stream.replace('\'', '"')));
    }

    private static String asked(String path, String model, String members) {
        HttpResponse<String> response =
                SLUICE.client().post(path, ("{'model':'fake/" + model + "'," + members + "}").replace('\'', '"'));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void aChatGetsThemAsTheyCame() {
        String body = asked("/v1/chat/completions", "sonar", "'messages':[{'role':'user','content':'x'}]");
        assertThat(body).contains("\"citations\":[\"https://a.example/1\"").doesNotContain("annotations\":[{");
    }

    @Test
    void aMessageNamesThem() {
        String members = "'max_tokens':9,'messages':[{'role':'user','content':'x'}]";
        JsonNode block = Json.parse(asked("/v1/messages", "sonar", members)).at("/content/0");
        assertThat(block.path("text").asText()).isEqualTo("Rain [1][2].");
        assertThat(block.path("citations"))
                .extracting(one ->
                        one.path("url").asText() + " " + one.path("title").asText())
                .containsExactly("https://a.example/1 A", "https://b.example/2 null");
        String stream = asked("/v1/messages", "sonar-stream", members + ",'stream':true");
        assertThat(stream.split("citations_delta", -1)).hasSize(3);
    }

    @Test
    void aResponseNamesThem() {
        JsonNode part =
                Json.parse(asked("/v1/responses", "sonar", "'input':'x'")).at("/output/0/content/0");
        assertThat(part.path("annotations"))
                .extracting(
                        one -> one.path("type").asText() + " " + one.path("url").asText())
                .containsExactly("url_citation https://a.example/1", "url_citation https://b.example/2");
        String stream = asked("/v1/responses", "sonar-stream", "'input':'x','stream':true");
        assertThat(stream.split("event: response.output_text.annotation.added", -1))
                .hasSize(3);
    }
}
