package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingUpstream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CompletionsIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    private static JsonNode whole(String body) {
        var answer = SLUICE.client().post("/v1/completions", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = Json.parse(answer.body());
        assertThat(json.path("object").asText()).isEqualTo("text_completion");
        return json;
    }

    private static List<JsonNode> streamed(String body) {
        var answer = SLUICE.client().post("/completions", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n").containsOnlyOnce("[DONE]");
        List<JsonNode> chunks = new ArrayList<>();
        answer.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> chunks.add(Json.parse(line.substring(6))));
        return chunks;
    }

    private static String text(List<JsonNode> chunks, int index) {
        var text = new StringBuilder();
        chunks.forEach(chunk -> chunk.path("choices").forEach(choice -> {
            if (choice.path("index").asInt() == index) {
                text.append(choice.path("text").asText());
            }
        }));
        return text.toString();
    }

    @Test
    void passesTheProvidersOwnCompletionThrough() {
        String answer = "{\"id\":\"cmpl-1\",\"object\":\"text_completion\",\"created\":1,\"model\":\"own\",\"choices\":"
                + "[{\"text\":\" x\",\"index\":0,\"logprobs\":{\"tokens\":[\" x\"]},\"finish_reason\":\"length\"}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2},\"extra\":1.50}";
        UPSTREAM.answerText("own", TestingAnswers.json(answer));
        var given = SLUICE.client()
                .post(
                        "/v1/completions",
                        "{\"model\":\"fake/own\",\"prompt\":[[1,2],[3]],\"logprobs\":1,\"min_p\":0.10}");
        assertThat(given.body()).isEqualTo(answer);
        assertThat(UPSTREAM.request("own").text()).contains("[[1,2],[3]]", "\"min_p\":0.10");
    }

    @Test
    void cleansTheProvidersOwnStream() {
        UPSTREAM.answerText(
                "stream",
                TestingAnswers.body(
                        200,
                        "text/event-stream",
                        "data: {\"choices\":[{\"text\":\"a\"}],\"usage\":null}\r\n\r\n"
                                + "data: {\"choices\":[{\"text\":\"b\",\"finish_reason\":\"eos\"}]}\n\n"
                                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}\n\n"
                                + "data: [DONE]\n\n"));
        List<JsonNode> chunks = streamed(
                "{\"model\":\"fake/stream\",\"prompt\":\"hi\",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        assertThat(text(chunks, 0)).isEqualTo("ab");
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.path("id").asText())
                    .isEqualTo(chunks.getFirst().path("id").asText())
                    .startsWith("cmpl-");
            assertThat(chunk.path("object").asText()).isEqualTo("text_completion");
        });
        assertThat(chunks.get(1).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void aStreamThatIsCutDoesNotLookWhole() {
        UPSTREAM.answerText(
                "cut",
                TestingAnswers.body(
                        200, "text/event-stream", "data: {\"choices\":[{\"text\":\"a\",\"index\":0}]}\n\n"));
        var answer =
                SLUICE.client().post("/v1/completions", "{\"model\":\"fake/cut\",\"prompt\":\"hi\",\"stream\":true}");
        assertThat(answer.body()).contains("\"error\"").doesNotContain("[DONE]");
    }

    @Test
    void answersByChatsWhereTheProviderHasNoCompletions() {
        JsonNode answer =
                whole("{\"model\":\"fake/chats\",\"prompt\":[\"one\",\"two\"],\"echo\":true,\"max_tokens\":9}");
        assertThat(answer.at("/choices/0/text").asText()).isEqualTo("oneYou said: one");
        assertThat(answer.at("/choices/1/text").asText()).isEqualTo("twoYou said: two");
        assertThat(answer.at("/choices/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
    }

    @Test
    void streamsByChats() {
        List<JsonNode> chunks = streamed("{\"model\":\"fake/chats\",\"prompt\":[\"one\",\"two\"],\"stream\":true}");
        assertThat(text(chunks, 0)).isEqualTo("You said: one");
        assertThat(text(chunks, 1)).isEqualTo("You said: two");
        assertThat(chunks.stream().filter(chunk -> chunk.at("/choices/0").hasNonNull("finish_reason")))
                .hasSize(2);
    }

    @Test
    void putsImagesWhereTheirMarksAre() {
        UPSTREAM.answer("seeing", TestingAnswers.partsSeen());
        JsonNode answer = whole("""
                {"model":"fake/seeing","messages":[{"role":"user","content":[
                 {"type":"text","text":"About <__media__> and <__media__>: "},
                 {"type":"image_url","image_url":{"url":"https://a.example/1.png"}},
                 {"type":"image_url","image_url":{"url":"https://a.example/2.png"}}]}]}""");
        assertThat(answer.at("/choices/0/text").asText())
                .isEqualTo("text=About  image_url=https://a.example/1.png text= and  "
                        + "image_url=https://a.example/2.png text=: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                              | prompt",
                "{\"prompt\":\"\"}                               | prompt",
                "{\"prompt\":[]}                                 | prompt",
                "{\"prompt\":[\"a\",1]}                          | prompt",
                "{\"prompt\":7}                                  | prompt",
                "{\"prompt\":\"a\",\"n\":0}                      | n",
                "{\"prompt\":\"a\",\"n\":1000000000}             | n",
                "{\"prompt\":\"a\",\"n\":3,\"best_of\":2}        | best_of",
                "{\"prompt\":\"a\",\"max_tokens\":0}             | max_tokens",
                "{\"prompt\":\"a\",\"logprobs\":true}            | logprobs",
                "{\"prompt\":\"a\",\"temperature\":3}            | temperature",
                "{\"prompt\":\"a\",\"stop\":[\"1\",\"2\",\"3\",\"4\",\"5\"]} | stop",
                "{\"prompt\":\"a\",\"echo\":\"yes\"}             | echo",
                "{\"prompt\":\"a\",\"api_base\":\"http://x\"}    | api_base",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"see <__media__>\"}]} | messages"
            })
    void refusesWhatIsWrong(String body, String param) {
        int sent = UPSTREAM.requests().size();
        JsonNode error = Refusals.refused(SLUICE.client().post("/v1/completions", body), 400, "validation_error");
        assertThat(error.path("param").asText()).isEqualTo(param);
        assertThat(UPSTREAM.requests().stream().filter(request -> request.path().endsWith("completions")))
                .hasSizeLessThanOrEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2,3]", "[[1],[2]]"})
    void tokensNeedAProviderThatReadsThem(String prompt) {
        var answer = SLUICE.client().post("/v1/completions", "{\"model\":\"guide/sluice\",\"prompt\":" + prompt + "}");
        assertThat(Refusals.refused(answer, 400).path("param").asText()).isEqualTo("prompt");
    }
}
