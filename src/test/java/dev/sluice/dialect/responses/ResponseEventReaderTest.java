package dev.sluice.dialect.responses;

import static dev.sluice.dialect.responses.TestingResponses.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseEventReaderTest {
    private static final String CREATED =
            "{'type':'response.created','sequence_number':0,'response':{'id':'resp_1','output':[]}}";
    private static final String COMPLETED =
            "{'type':'response.completed','sequence_number':1,'response':{'id':'resp_1',"
                    + "'output':[],'usage':{'input_tokens':7,'output_tokens':3,'total_tokens':10}}}";

    private final List<ReplyEvent> out = new ArrayList<>();
    private final ResponseEventReader reader = new ResponseEventReader("fake", ResponseEventReaderTest::failure);

    private static Failure failure(byte[] json) {
        JsonNode error = Json.parse(new String(json, StandardCharsets.UTF_8)).path("error");
        return new Failure.RefusedByUpstream(
                "fake",
                500,
                error.path("message").asText(),
                null,
                null,
                error.path("code").asText(),
                null);
    }

    private void accept(String name, String json) {
        reader.accept(name, bytes(json), out);
    }

    private JsonNode chunk(int at) {
        return Json.parse(new String(((ReplyEvent.Chunk) out.get(at)).json(), StandardCharsets.UTF_8));
    }

    @Test
    void whatIsCleanPassesAsItCameAndIsBooked() {
        byte[] created = bytes(CREATED);
        reader.accept("response.created", created, out);
        accept("response.completed", COMPLETED);
        assertThat(((ReplyEvent.Chunk) out.getFirst()).json()).isSameAs(created);
        assertThat(out.getLast()).isEqualTo(new ReplyEvent.Spent(new Usage(7, 3, 0, 0), null));
        assertThat(reader.over()).isTrue();
        reader.end();
    }

    @Test
    void theMarkThatEndsChatsIsNoEvent() {
        accept("", CREATED);
        accept("", "[DONE]");
        accept("", " ");
        assertThat(out).hasSize(1);
        assertThat(reader.over()).isFalse();
    }

    @Test
    void whatAnUpstreamLeavesOutIsPutIn() {
        accept("response.created", "{'response':{'id':'resp_1'}}");
        accept("response.output_text.delta", "{'type':'response.output_text.delta','delta':'a','sequence_number':0}");
        accept("response.output_text.delta", "{'delta':'b','sequence_number':7}");
        assertThat(chunk(0).path("type").asText()).isEqualTo("response.created");
        assertThat(chunk(0).path("sequence_number").asInt(-1)).isZero();
        assertThat(chunk(1).path("sequence_number").asInt()).isEqualTo(1);
        assertThat(chunk(2).path("type").asText()).isEqualTo("response.output_text.delta");
        assertThat(chunk(2).path("sequence_number").asInt()).isEqualTo(2);
    }

    @Test
    void aCutStreamIsBroken() {
        accept("", CREATED);
        var refused = catchThrowableOfType(RefusedException.class, reader::end);
        assertThat(refused.failure().message()).contains("in the middle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'error','code':'server_error','message':'it broke','param':null,'sequence_number':3}",
                "{'type':'error','error':{'type':'server_error','code':'server_error','message':'it broke'}}",
                "{'type':'response.failed','response':{'id':'r','status':'failed',"
                        + "'error':{'code':'server_error','message':'it broke'}}}"
            })
    void anErrorIsAFailureWithItsWords(String event) {
        accept("", CREATED);
        var refused = catchThrowableOfType(RefusedException.class, () -> accept("error", event));
        assertThat(refused.failure().message()).isEqualTo("it broke");
        assertThat(((Failure.RefusedByUpstream) refused.failure()).code()).isEqualTo("server_error");
        assertThat(reader.over()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'id':", "<html>", "[]", "null", "{}", "{'type':'x'} {}", "7777"})
    void whatIsNoEventIsBroken(String data) {
        var refused = catchThrowableOfType(RefusedException.class, () -> accept("", data));
        assertThat(refused.failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void aWholeResponseIsReadAndAnErrorInItThrown() {
        var whole = ResponseReader.read(
                bytes("{'id':'resp_1','status':'completed','error':null,'output':[],'usage':{'input_tokens':2,"
                        + "'output_tokens':1}}"),
                "fake",
                ResponseEventReaderTest::failure);
        assertThat(whole.usage()).isEqualTo(new Usage(2, 1, 0, 0));
        for (String wrong : List.of(
                "{'id':'r','status':'failed','error':{'code':'server_error','message':'x'},'output':[]}",
                "{'id':'r','status':'queued','output':[]}",
                "{'object':'chat.completion','choices':[]}",
                "{'id':")) {
            assertThat(catchThrowableOfType(
                            RefusedException.class,
                            () -> ResponseReader.read(bytes(wrong), "fake", ResponseEventReaderTest::failure)))
                    .as(wrong)
                    .isNotNull();
        }
    }
}
