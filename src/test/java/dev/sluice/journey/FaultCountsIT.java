package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.journey.ProtocolFaultsIT.Protocol;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningConsole;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What an operator reads of a provider under faults: each request counts once and is over when it is over, and what
/// went wrong counts against the provider only where it was the provider's doing.
final class FaultCountsIT {
    private static final String FAKE = "type=Provider,context=/,name=fake";
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.of(UPSTREAM, "")
            .replace("1500ms", "20s")
            .replace("request-timeout: 6s", "request-timeout: 30s"));

    private static RunningConsole console;

    /// The counts at one moment.
    private record Counts(long requests, long failures, long live) {
        Counts plus(int moreRequests, int moreFailures) {
            return new Counts(
                    requests + moreRequests, failures + moreFailures, live + moreRequests - 2L * moreFailures);
        }
    }

    /// What an upstream does to one request, and whether it is to blame.
    enum Fault {
        NONE(false, TestingAnswers.reply("fine")),
        FILTERED(false, TestingStream.ofTokens(2).withFinish("content_filter")),
        UNDONE(false, TestingStream.ofTokens(2).withDones(0)),
        LONG_PROMPT(false, TestingAnswers.error(400, "the context is too long")),
        PREFILL(false, TestingAnswers.error(422, "no prefill")),
        LIMITED(true, TestingAnswers.error(429, "busy")),
        KEY(true, TestingAnswers.error(401, "no such key")),
        BROKEN(true, TestingAnswers.error(500, "oops")),
        DOWN(true, TestingAnswers.error(503, "down")),
        RESET(true, TestingAnswers.reset()),
        NONSENSE(true, TestingAnswers.json("{\"object\":\"nothing\"}")),
        CUT(true, TestingAnswers.cutAfter(2)),
        MALFORMED(true, TestingAnswers.malformedAfter(2)),
        TOLD(true, TestingAnswers.errorEventAfter(2, "overloaded now"));

        private final boolean toBlame;
        private final TestingAnswer answer;

        Fault(boolean toBlame, TestingAnswer answer) {
            this.toBlame = toBlame;
            this.answer = answer;
        }
    }

    @BeforeAll
    static void attach() {
        console = RunningConsole.of(SLUICE.pid());
    }

    @AfterAll
    static void detach() {
        console.close();
    }

    private static long read(String attribute) {
        return ((Number) console.read(FAKE, attribute)).longValue();
    }

    /// The counts when nothing is under way.
    private static Counts settled() {
        assertThat(Eventually.holds(SOON, () -> read("OpenRequests") == 0))
                .as("requests under way")
                .isTrue();
        long live = Json.parse(SLUICE.client().get("/v1/providers/fake").body())
                .path("live")
                .asLong();
        return new Counts(read("Requests"), read("Failures"), live);
    }

    private static String chatOnly(String model) {
        UPSTREAM.answerText(model, TestingAnswers.error(404, "no such path"));
        return model;
    }

    static Stream<Arguments> faults() {
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Arrays.stream(Fault.values())
                        .flatMap(fault -> Stream.of(true, false).map(stream -> Arguments.of(protocol, fault, stream))));
    }

    @ParameterizedTest
    @MethodSource
    void faults(Protocol protocol, Fault fault, boolean stream) {
        String model = chatOnly(fault + "-" + protocol + "-" + stream);
        UPSTREAM.answer(model, fault.answer);
        Counts before = settled();
        HttpResponse<String> answer = SLUICE.client().post(protocol.path(), protocol.body(model, stream));
        assertThat(settled()).as(answer.body()).isEqualTo(before.plus(1, fault.toBlame ? 1 : 0));
    }

    static Stream<Arguments> leaving() {
        List<Function<CountDownLatch, TestingAnswer>> silences = List.of(
                never -> exchange -> exchange.waitFor(never),
                never -> TestingStream.ofTokens(9).withStep(3, exchange -> exchange.waitFor(never)));
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Stream.of(true, false)
                        .flatMap(stream -> Stream.of("before", "during")
                                .map(when -> Arguments.of(
                                        protocol, stream, when, silences.get(when.equals("before") ? 0 : 1)))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("leaving")
    void aCallerWhoLeavesBlamesNobody(
            Protocol protocol, boolean stream, String when, Function<CountDownLatch, TestingAnswer> silence) {
        String model = chatOnly("left-" + protocol + "-" + stream + "-" + when);
        var never = new CountDownLatch(1);
        UPSTREAM.answer(model, silence.apply(never));
        Counts before = settled();
        try (TestingSocket caller = TestingSocket.to(SLUICE.url())) {
            caller.post(protocol.path(), protocol.body(model, stream));
            UPSTREAM.awaitRequest(model);
            assertThat(Eventually.holds(SOON, () -> read("OpenRequests") == 1)).isTrue();
            if (stream && when.equals("during")) {
                assertThat(caller.some()).contains("200");
            }
        }
        assertThat(settled()).isEqualTo(before.plus(1, 0));
        never.countDown();
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.journey.ProtocolFaultsIT#eachWay")
    void whatIsRefusedHereCountsNowhere(Protocol protocol, boolean stream) {
        Counts before = settled();
        String body = protocol.body("none", stream).replace("\"stream\":", "\"temperature\":\"hot\",\"stream\":");
        assertThat(SLUICE.client().post(protocol.path(), body).statusCode()).isEqualTo(400);
        assertThat(settled()).isEqualTo(before);
    }
}
