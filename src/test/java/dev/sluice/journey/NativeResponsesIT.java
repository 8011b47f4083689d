package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.Refusals;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingResponses;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenAI's responses over an upstream that serves them itself.
final class NativeResponsesIT {
    private static final String PATH = "/v1/responses";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    private static HttpResponse<String> post(String body) {
        return SLUICE.client().post(PATH, body.replace('\'', '"'));
    }

    private static TestingRequest last() {
        return UPSTREAM.requests().stream()
                .filter(request -> request.path().contains("/responses"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void bytesPassBothWays() {
        UPSTREAM.responses(TestingResponses.saying(TestingResponses.ID, "native"));
        String sent = "{'model':'fake/m1', 'input' : 'hello','tools':[{'type':'web_search'}],'unheard_of':1.10}";
        HttpResponse<String> response = post(sent);
        assertThat(last().text())
                .isEqualTo(sent.replace('\'', '"').replace("fake/m1", "m1").replace(", \"input", ",\"input"));
        String upstreams = TestingResponses.whole(TestingResponses.ID, "m1", "native");
        assertThat(response.body())
                .isEqualTo(upstreams.substring(0, upstreams.length() - 1) + ",\"provider\":\"fake\"}");
    }

    @Test
    void eventsPassAsTheyCome() {
        UPSTREAM.responses(TestingResponses.saying(TestingResponses.ID, "native"));
        List<TestingResponses.Event> events = TestingResponses.parse(
                post("{'model':'fake/m2','input':'hello','stream':true}").body());
        assertThat(events.stream().map(TestingResponses.Event::data))
                .isEqualTo(TestingResponses.events(TestingResponses.ID, "m2", "native"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConversationIsRememberedHere(boolean stream) {
        String id = "resp_a" + (stream ? "1" : "0");
        UPSTREAM.responses(TestingResponses.saying(id, "first"));
        post("{'model':'fake/m3','input':'one','stream':" + stream + "}");
        UPSTREAM.responses(TestingResponses.saying(id + "b", "second"));
        HttpResponse<String> response =
                post("{'model':'fake/m3','input':'two','stream':" + stream + ",'previous_response_id':'" + id + "'}");
        JsonNode input = last().json().path("input");
        assertThat(last().json().has("previous_response_id")).isFalse();
        assertThat(input).hasSize(3);
        assertThat(input.at("/1/content/0/text").asText()).isEqualTo("first");
        JsonNode answer = stream
                ? TestingResponses.parse(response.body()).getLast().json().path("response")
                : Json.parse(response.body());
        assertThat(answer.path("previous_response_id").asText()).isEqualTo(id);
        assertThat(SLUICE.client().get(PATH + "/" + id + "b").statusCode()).isEqualTo(200);
    }

    @Test
    void aModelWithoutResponsesDoesNotTakeThemFromTheOthers() {
        UPSTREAM.responses(TestingResponses.saying(TestingResponses.ID, "native"));
        post("{'model':'fake/m7','input':'hello'}");
        UPSTREAM.responses(TestingAnswers.error(404, "no responses for this model"));
        UPSTREAM.answer("chat-only", TestingAnswers.reply("as a chat"));
        assertThat(post("{'model':'fake/chat-only','input':'hello'}").body()).contains("as a chat");
        UPSTREAM.responses(TestingResponses.saying(TestingResponses.ID, "native again"));
        assertThat(post("{'model':'fake/m7','input':'hello'}").body()).contains("native again");
    }

    @Test
    void aDeletedResponseGoesFromTheUpstreamToo() {
        UPSTREAM.responses(TestingResponses.saying("resp_dead", "bye"));
        post("{'model':'fake/m4','input':'one'}");
        assertThat(SLUICE.client().send("DELETE", PATH + "/resp_dead", null).statusCode())
                .isEqualTo(200);
        assertThat(last().method()).isEqualTo("DELETE");
        assertThat(last().path()).endsWith("/v1/responses/resp_dead");
        Refusals.refused(SLUICE.client().get(PATH + "/resp_dead"), 404, "not_found");
    }

    @Test
    void aCutStreamSaysSo() {
        List<String> whole = TestingResponses.events("resp_cut", "m5", "half");
        UPSTREAM.responses(TestingResponses.stream(whole.subList(0, 2)));
        List<TestingResponses.Event> events = TestingResponses.parse(
                post("{'model':'fake/m5','input':'hello','stream':true}").body());
        assertThat(events.stream().map(TestingResponses.Event::name))
                .containsExactly("response.created", "response.output_text.delta", "response.failed", "error");
        assertThat(events.get(2).json().at("/response/id").asText()).isEqualTo("resp_cut");
        assertThat(events.getLast().json().path("sequence_number").asInt()).isEqualTo(3);
        Refusals.refused(SLUICE.client().get(PATH + "/resp_cut"), 404, "not_found");
    }

    @Test
    void aWholeAnswerToARequestForAStreamIsToldAsOne() {
        UPSTREAM.responses(exchange -> TestingAnswers.json(TestingResponses.whole("resp_whole", "m6", "all at once"))
                .answer(exchange));
        List<TestingResponses.Event> events = TestingResponses.parse(
                post("{'model':'fake/m6','input':'hello','stream':true}").body());
        assertThat(events.getFirst().name()).isEqualTo("response.created");
        assertThat(events.getLast().name()).isEqualTo("response.completed");
        assertThat(events.stream().map(TestingResponses.Event::name)).contains("response.output_text.delta");
    }
}
