package dev.sluice.dialect.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyReaderTest {
    private final ReplyReader reader = new ReplyReader("p");
    private final List<ReplyEvent> out = new ArrayList<>();

    private List<ReplyEvent> read(String... messages) {
        for (String message : messages) {
            reader.accept(message.replace('\'', '"').getBytes(UTF_8), out);
        }
        reader.end();
        return out;
    }

    private Failure failure(String... messages) {
        return catchThrowableOfType(RefusedException.class, () -> read(messages))
                .failure();
    }

    @Test
    void aStreamOfThoughtsTextAndCalls() {
        read(
                "{'message':{'role':'assistant','content':'','thinking':'hm'},'done':false}",
                "{'message':{'content':'so'},'unknown':[1]}",
                "{'message':{'tool_calls':[{'id':'own','function':{'name':'f','arguments':{'a':1.50}}},"
                        + "{'function':{'name':'g','arguments':'{}'}}]}}",
                "{'message':{'content':''},'done':true,'done_reason':'stop','prompt_eval_count':4,'eval_count':3}",
                "{'error':'after the end'}");
        assertThat(out.subList(0, 3))
                .containsExactly(
                        new ReplyEvent.Thought(0, "hm"),
                        new ReplyEvent.Text(0, "so"),
                        new ReplyEvent.ToolCall(0, 0, "own", "f", "{\"a\":1.50}"));
        assertThat(out.get(3)).isInstanceOfSatisfying(ReplyEvent.ToolCall.class, call -> {
            assertThat(call.id()).startsWith("call_");
            assertThat(call.index()).isEqualTo(1);
            assertThat(call.arguments()).isEqualTo("{}");
        });
        assertThat(out.subList(4, out.size()))
                .containsExactly(
                        new ReplyEvent.Finished(0, "tool_calls"), new ReplyEvent.Spent(new Usage(4, 3, 0, 0), null));
    }

    @ParameterizedTest
    @CsvSource({"stop, stop", "length, length", "load, stop", "'', stop"})
    void reasons(String reason, String expected) {
        assertThat(read("{'done':true,'done_reason':'" + reason + "'}"))
                .containsExactly(new ReplyEvent.Finished(0, expected));
    }

    @Test
    void errorsInsideHaveTheServersWords() {
        assertThat(failure("{'message':{'content':'a'}}", "{'error':'out of memory'}"))
                .isInstanceOfSatisfying(Failure.RefusedByUpstream.class, refused -> {
                    assertThat(refused.status()).isEqualTo(500);
                    assertThat(refused.message()).isEqualTo("out of memory");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "7", "{}", "{'message':{'content':'a'}}"})
    void whatIsNoWholeAnswerIsBroken(String message) {
        assertThat(failure(message)).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':'model not found'} | model not found",
                "{'StatusCode':401,'error':'unauthorized'} | unauthorized",
                "{'error':{'message':'too long'}} | too long",
                "plain words | plain words",
                "<html> | The provider answered with status 404 and no message.",
                "{'error' | The provider answered with status 404 and no message."
            })
    void errorsInFront(String body, String message) {
        assertThat(UpstreamErrors.read("p", 404, body.replace('\'', '"').getBytes(UTF_8), null)
                        .message())
                .isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverComesIsEventsOrARefusal(long seed) {
        var random = new Random(seed);
        byte[] sound = ("{\"message\":{\"content\":\"a\",\"thinking\":\"b\",\"tool_calls\":[{\"function\":"
                        + "{\"name\":\"f\",\"arguments\":{}}}]},\"done\":true,\"eval_count\":3}")
                .getBytes(UTF_8);
        String values = "{}[]\":,0-1eE.ntf ";
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] changed = sound.clone();
            for (int times = random.nextInt(4); times >= 0; times--) {
                changed[random.nextInt(changed.length)] = (byte) values.charAt(random.nextInt(values.length()));
            }
            var one = new ReplyReader("p");
            try {
                one.accept(changed, out);
                one.end();
            } catch (RefusedException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 2999);
    }
}
