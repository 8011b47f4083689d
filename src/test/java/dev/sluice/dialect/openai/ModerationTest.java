package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationReply.Verdict;
import dev.sluice.exchange.ModerationRequest;
import dev.sluice.exchange.ModerationRequest.Item;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationTest {
    private static ModerationRequest read(String json) {
        return ModerationRequestReader.read(json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static final String IMAGE = "data:image/png;base64,iVBORw0KGgo=";

    @Test
    void stringsAreJudgedEachAndPartsTogether() {
        assertThat(read("{\"input\":\"a\"}").items()).containsExactly(new Item(List.of("a"), List.of()));
        assertThat(read("{\"input\":[\"a\",\"b\"]}").items()).hasSize(2);
        assertThat(
                        read("{\"input\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\""
                                        + IMAGE + "\"}}]}")
                                .items())
                .containsExactly(new Item(List.of("a"), List.of(IMAGE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                    | input",
                "{\"input\":7}                                         | input",
                "{\"input\":[]}                                        | input",
                "{\"input\":\"\"}                                      | input",
                "{\"input\":[\"a\",\"\"]}                              | input[1]",
                "{\"input\":[7]}                                       | input[0]",
                "{\"input\":[\"a\",{\"type\":\"text\",\"text\":\"b\"}]}  | input",
                "{\"input\":[{\"type\":\"text\"}]}                     | input[0].text",
                "{\"input\":[{\"type\":\"smell\"}]}                    | input[0].type",
                "{\"input\":[{\"text\":\"a\"}]}                        | input[0].type",
                "{\"input\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"file:///etc/passwd\"}}]} | input[0].image_url.url",
                "{\"input\":[{\"type\":\"image_url\",\"image_url\":\"http://x/y.png\"}]} | input[0].image_url",
                "{\"input\":\"a\",\"model\":\"\"}                        | model"
            })
    void whatIsWrongIsNamed(String json, String param) {
        var thrown = catchThrowableOfType(RefusedException.class, () -> read(json));
        assertThat(((Failure.Invalid) thrown.failure()).param()).isEqualTo(param);
    }

    @Test
    void anUpstreamsWholeAnswerPasses() {
        var verdict = new ModerationReply.Verdict(java.util.Map.of("hate", 0.5), java.util.Set.of("hate"));
        byte[] json = ModerationWriter.write(new ModerationReply.Verdicts(java.util.List.of(verdict)), "1", "m");
        ModerationReply reply = ModerationWriter.read(json, "fake", read("{\"input\":\"a\"}"));
        assertThat(ModerationWriter.write(reply, "x", "other")).isEqualTo(json);
    }

    @Test
    void whatAnUpstreamLeavesOutIsSaid() {
        byte[] json = "{\"results\":[{\"flagged\":true,\"category_scores\":{\"hate\":0.70}}],\"x\":1.50}"
                .getBytes(StandardCharsets.UTF_8);
        ModerationReply reply = ModerationWriter.read(json, "fake", read("{\"input\":\"a\"}"));
        assertThat(new String(ModerationWriter.write(reply, "x", "m"), StandardCharsets.UTF_8))
                .contains("\"flagged\":true", "\"hate\":0.70", "\"violence\":false", "\"x\":1.50")
                .contains("\"id\":\"modr-x\"", "\"model\":\"m\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"results\":7}", "{\"results\":[]}", "{\"results\":[{},{}]}", "{\"results\":["
            })
    void whatIsNoAnswerIsBroken(String json) {
        var thrown = catchThrowableOfType(
                RefusedException.class,
                () -> ModerationWriter.read(json.getBytes(StandardCharsets.UTF_8), "fake", read("{\"input\":\"a\"}")));
        assertThat(thrown.failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void verdictsOfAnotherKindTellOfEveryCategory() {
        var reply = new ModerationReply.Verdicts(List.of(new Verdict(Map.of("hate", 0.75), Set.of("hate"))));
        JsonNode answer = Json.parse(new String(ModerationWriter.write(reply, "7", "m"), StandardCharsets.UTF_8));
        assertThat(answer.path("id").asText()).isEqualTo("modr-7");
        JsonNode result = answer.at("/results/0");
        assertThat(result.path("flagged").asBoolean()).isTrue();
        assertThat(result.path("categories")).hasSize(ModerationWriter.CATEGORIES.size());
        assertThat(result.path("categories").path("hate").asBoolean()).isTrue();
        assertThat(result.path("categories").path("violence").asBoolean(true)).isFalse();
        assertThat(result.path("category_scores").path("hate").asDouble()).isEqualTo(0.75);
    }
}
