package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The faults that an upstream has, through each protocol, whole and streamed: the same truth in each one's words, and
/// an upstream that is well again serves again.
final class ProtocolFaultsIT {
    private static final String LONG = "This model's maximum context length is 8192 tokens.";

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, ""));

    enum Protocol {
        CHAT("/v1/chat/completions", "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"),
        TEXT("/v1/completions", "\"prompt\":\"hi\""),
        RESPONSES("/v1/responses", "\"input\":\"hi\""),
        MESSAGES("/v1/messages", "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]");

        private final String path;
        private final String members;

        Protocol(String path, String members) {
            this.path = path;
            this.members = members;
        }

        String path() {
            return path;
        }

        String body(String model, boolean stream) {
            return "{\"model\":\"fake/" + model + "\"," + members + ",\"stream\":" + stream + "}";
        }

        HttpResponse<String> ask(String model, boolean stream) {
            return SLUICE.client().post(path, body(model, stream));
        }

        /// What the last words of a good stream have.
        String end() {
            return switch (this) {
                case CHAT, TEXT -> "data: [DONE]";
                case RESPONSES -> "\"type\":\"response.completed\"";
                case MESSAGES -> "\"type\":\"message_stop\"";
            };
        }

        /// How an answer says that a filter ended it.
        String filtered() {
            return switch (this) {
                case CHAT, TEXT -> "\"finish_reason\":\"content_filter\"";
                case RESPONSES -> "\"incomplete_details\":{\"reason\":\"content_filter\"}";
                case MESSAGES -> "\"stop_reason\":\"refusal\"";
            };
        }
    }

    /// What an upstream does, and the status that its callers see.
    enum Fault {
        LIMITED(429, TestingAnswers.tooMany(17)),
        BUSY(429, TestingAnswers.error(429, "busy")),
        BROKEN(502, TestingAnswers.error(500, "oops")),
        DOWN(503, TestingAnswers.error(503, "down")),
        RESET(502, TestingAnswers.reset()),
        SILENT(504, TestingAnswers.silence()),
        LONG_PROMPT(400, TestingAnswers.error(400, LONG, "context_length_exceeded", Map.of())),
        PREFILL(422, TestingAnswers.error(422, "the last message must not be the assistant's")),
        NONSENSE(502, TestingAnswers.json("{\"object\":\"nothing\"}")),
        GARBLED(502, TestingAnswers.json("{\"id\":")),
        EMPTY(502, TestingAnswers.json("")),
        REDIRECT(502, TestingAnswers.redirect("http://127.0.0.1:1/"));

        private final int status;
        private final TestingAnswer answer;

        Fault(int status, TestingAnswer answer) {
            this.status = status;
            this.answer = answer;
        }
    }

    static Stream<Arguments> beforeTheAnswer() {
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Arrays.stream(Fault.values())
                        .flatMap(fault -> Stream.of(true, false).map(stream -> Arguments.of(protocol, fault, stream))));
    }

    @ParameterizedTest
    @MethodSource
    void beforeTheAnswer(Protocol protocol, Fault fault, boolean stream) {
        String model = fault.name().toLowerCase(java.util.Locale.ROOT) + "-" + protocol + "-" + stream;
        UPSTREAM.answer(model, fault.answer);
        UPSTREAM.answerText(model, fault.answer);
        HttpResponse<String> response = protocol.ask(model, stream);
        int expected = protocol == Protocol.MESSAGES ? anthropic(fault.status) : fault.status;
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("application/json");
        JsonNode error = Json.parse(response.body()).path("error");
        assertThat(error.path("message").asText()).as(response.body()).isNotBlank();
        assertThat(response.headers().firstValue("x-sluice-attempts")).contains("1");
        if (fault == Fault.LIMITED) {
            assertThat(response.headers().firstValue("retry-after")).contains("17");
        }
        if (fault == Fault.LONG_PROMPT) {
            assertThat(error.path("message").asText()).contains(LONG);
        }
        well(protocol, model, stream);
    }

    /// Anthropic has a status of its own for overload.
    private static int anthropic(int status) {
        return status == 503 ? 529 : status;
    }

    private static void well(Protocol protocol, String model, boolean stream) {
        UPSTREAM.answer(model, TestingAnswers.reply("fine again"));
        UPSTREAM.answerText(model, TestingAnswers.error(404, "no such path"));
        HttpResponse<String> again = protocol.ask(model, stream);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.body()).contains("fine").contains("again");
    }

    static Stream<Arguments> inTheMiddle() {
        return Stream.of(Protocol.CHAT, Protocol.RESPONSES, Protocol.MESSAGES, Protocol.TEXT)
                .flatMap(protocol ->
                        Stream.of("cut", "stall", "malformed", "told").map(fault -> Arguments.of(protocol, fault)));
    }

    @ParameterizedTest
    @MethodSource
    void inTheMiddle(Protocol protocol, String fault) {
        String model = fault + "-" + protocol;
        UPSTREAM.answer(
                model,
                switch (fault) {
                    case "cut" -> TestingAnswers.cutAfter(2);
                    case "stall" -> TestingAnswers.stallAfter(2);
                    case "malformed" -> TestingAnswers.malformedAfter(2);
                    default -> TestingAnswers.errorEventAfter(2, "overloaded now");
                });
        UPSTREAM.answerText(model, TestingAnswers.error(404, "no such path"));
        HttpResponse<String> response = protocol.ask(model, true);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        String last = response.body().strip().lines().reduce((a, b) -> b).orElse("");
        assertThat(last).as(response.body()).startsWith("data: {").contains("error");
        assertThat(response.body())
                .doesNotContain("[DONE]")
                .doesNotContain("message_stop")
                .doesNotContain("response.completed");
        well(protocol, model, true);
    }

    static Stream<Arguments> eachWay() {
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Stream.of(true, false).map(stream -> Arguments.of(protocol, stream)));
    }

    private static String chatOnly(String what, Protocol protocol, boolean stream) {
        String model = what + "-" + protocol + "-" + stream;
        UPSTREAM.answerText(model, TestingAnswers.error(404, "no such path"));
        return model;
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void aSlowFirstTokenIsWaitedFor(Protocol protocol, boolean stream) {
        String model = chatOnly("slow", protocol, stream);
        var go = new CountDownLatch(1);
        UPSTREAM.answer(model, TestingAnswers.after(go, TestingAnswers.reply("fine at last")));
        var answer = CompletableFuture.supplyAsync(() -> protocol.ask(model, stream));
        UPSTREAM.awaitRequest(model);
        assertThat(answer).isNotDone();
        go.countDown();
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).contains("last").doesNotContain("\"type\":\"error\"");
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void aStreamWithoutItsLastWordIsWholeAllTheSame(Protocol protocol, boolean stream) {
        String model = chatOnly("undone", protocol, stream);
        UPSTREAM.answer(model, TestingStream.ofTokens(2).withDones(0));
        HttpResponse<String> answer = protocol.ask(model, stream);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("t0").contains("t1").doesNotContain("\"type\":\"error\"");
        if (stream) {
            assertThat(answer.body().strip().lines().reduce((a, b) -> b).orElse(""))
                    .contains(protocol.end());
        }
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void aContentFilterIsAnEndInEachOnesWords(Protocol protocol, boolean stream) {
        String model = chatOnly("filtered", protocol, stream);
        UPSTREAM.answer(model, TestingStream.ofTokens(1).withFinish("content_filter"));
        HttpResponse<String> answer = protocol.ask(model, stream);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("t0").contains(protocol.filtered());
    }

    @ParameterizedTest
    @MethodSource("eachWay")
    void aFlappingUpstreamServesWheneverItIsUp(Protocol protocol, boolean stream) {
        String model = chatOnly("flapping", protocol, stream);
        for (int i = 0; i < 4; i++) {
            UPSTREAM.next(model, TestingAnswers.error(500, "flap"), TestingAnswers.reply("fine again"));
        }
        for (int i = 0; i < 4; i++) {
            HttpResponse<String> down = protocol.ask(model, stream);
            assertThat(down.statusCode()).as(down.body()).isEqualTo(502);
            HttpResponse<String> up = protocol.ask(model, stream);
            assertThat(up.statusCode()).as(up.body()).isEqualTo(200);
            assertThat(up.body()).contains("again");
        }
    }
}
