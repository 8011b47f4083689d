package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.journey.ProtocolFaultsIT.Protocol;
import dev.sluice.testing.Eventually;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingSocket;
import dev.sluice.testing.TestingStream;
import dev.sluice.testing.TestingUpstream;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the ledger tells of requests whose upstreams have faults: one row each, with what the upstream that
/// answered counted, and nothing for those that failed before it.
final class LedgerFaultsIT {
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    @RegisterExtension
    static final TestingUpstream SECOND = TestingUpstream.start();

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(TestingConfig.limits() + "providers:\n"
            + TestingConfig.provider("fake", UPSTREAM.baseUrl(), "models: [gpt-fake]")
            + TestingConfig.provider("second", SECOND.baseUrl(), "models: [gpt-fake]")
            + "prices: { '*': { input: 1000, output: 1000 } }\n");

    /// What the first upstream does before the second one answers.
    enum Fault {
        LIMITED(TestingAnswers.error(429, "busy"), "status 429"),
        BROKEN(TestingAnswers.error(500, "oops"), "status 500"),
        RESET(TestingAnswers.reset(), "broken"),
        SILENT(TestingAnswers.silence(), "timed out"),
        NONSENSE(TestingAnswers.json("{\"object\":\"nothing\"}"), "broken");

        private final TestingAnswer answer;
        private final String reason;

        Fault(TestingAnswer answer, String reason) {
            this.answer = answer;
            this.reason = reason;
        }
    }

    private static JsonNode row(String requestId) {
        String path = "/admin/api/requests/" + requestId;
        assertThat(Eventually.holds(SOON, () -> SLUICE.client().get(path).statusCode() == 200))
                .as(requestId)
                .isTrue();
        return Json.parse(SLUICE.client().get(path).body());
    }

    private static JsonNode booked(Protocol protocol, String body) {
        String id = UUID.randomUUID().toString();
        SLUICE.client().post(protocol.path(), body, "x-request-id", id);
        return row(id);
    }

    private static void chatsOnly(TestingUpstream upstream, String model, TestingAnswer answer) {
        upstream.answer(model, answer);
        upstream.answerText(model, TestingAnswers.error(404, "no such path"));
    }

    static Stream<Arguments> faults() {
        return Arrays.stream(Protocol.values())
                .flatMap(protocol -> Arrays.stream(Fault.values())
                        .flatMap(fault -> Stream.of(true, false).map(stream -> Arguments.of(protocol, fault, stream))));
    }

    @ParameterizedTest
    @MethodSource
    void faults(Protocol protocol, Fault fault, boolean stream) {
        String model = fault + "-" + protocol + "-" + stream;
        chatsOnly(UPSTREAM, model, fault.answer);
        chatsOnly(SECOND, model, TestingAnswers.reply("fine at last"));
        String asked = protocol.body(model, stream).replace("\"fake/", "\"provider\":\"fake second\",\"model\":\"");
        JsonNode row = booked(protocol, asked.replaceFirst("\"model\":(?=\"provider\")", ""));
        assertThat(row.path("status").asInt()).as(row.toString()).isEqualTo(200);
        assertThat(row.path("provider").asText()).isEqualTo("second");
        assertThat(row.path("attempts").asInt()).isEqualTo(2);
        assertThat(row.at("/tries/0/failure").asText()).isEqualTo(fault.reason);
        JsonNode truth = booked(protocol, protocol.body(model, stream).replace("fake/", "second/"));
        for (String count : new String[] {"tokens_in", "tokens_out", "cost", "tokens_estimated"}) {
            assertThat(row.path(count)).as(count).isEqualTo(truth.path(count));
        }
        assertThat(row.path("tokens_estimated").booleanValue()).isFalse();
        assertThat(row.path("tokens_out").asInt()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsCutCostsWhatCame(Protocol protocol) {
        String model = "cut-" + protocol;
        chatsOnly(UPSTREAM, model, TestingAnswers.cutAfter(6));
        JsonNode row = booked(protocol, protocol.body(model, true));
        assertThat(row.path("outcome").asText()).isEqualTo("upstream_failed");
        assertThat(row.path("tokens_estimated").booleanValue()).isTrue();
        assertThat(row.path("tokens_out").asInt()).isBetween(5, 7);
        assertThat(row.path("cost").decimalValue()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aCallerWhoLeavesCostsWhatCame(Protocol protocol) {
        String model = "left-" + protocol;
        var never = new CountDownLatch(1);
        chatsOnly(UPSTREAM, model, TestingStream.ofTokens(9).withStep(5, exchange -> exchange.waitFor(never)));
        String id = UUID.randomUUID().toString();
        try (TestingSocket caller = TestingSocket.to(SLUICE.url())) {
            caller.post(protocol.path(), protocol.body(model, true), "x-request-id", id);
            UPSTREAM.awaitRequest(model);
            assertThat(caller.some()).contains("200");
        }
        JsonNode row = row(id);
        assertThat(row.path("outcome").asText()).isEqualTo("caller_gone");
        assertThat(row.path("tokens_estimated").booleanValue()).isTrue();
        assertThat(row.path("tokens_out").asInt()).isBetween(1, 6);
        never.countDown();
    }
}
