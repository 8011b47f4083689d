package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.TestingAnthropic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventReaderTest {
    private static final Usage COST = new Usage(5, 7, 2, 0);
    private final List<RefusedException> failures = new ArrayList<>();

    private static List<String> hello() {
        return TestingAnthropic.events("end_turn", TestingAnthropic.text("hello"));
    }

    private static String texts(List<ReplyEvent> events) {
        var text = new StringBuilder();
        TestingMessages.decoded(events).forEach(event -> {
            if (event instanceof ReplyEvent.Text piece) {
                text.append(piece.delta());
            }
        });
        return text.toString();
    }

    @Test
    void whatCamePassesAndPingsAreSilence() {
        List<ReplyEvent> events = TestingMessages.read(hello(), failures);
        assertThat(failures).isEmpty();
        List<String> chunks = events.stream()
                .filter(ReplyEvent.Chunk.class::isInstance)
                .map(event -> new String(((ReplyEvent.Chunk) event).json(), UTF_8))
                .toList();
        assertThat(chunks)
                .isEqualTo(hello().stream()
                        .filter(event -> !event.contains("ping"))
                        .toList());
        assertThat(events).contains(new ReplyEvent.Silence()).endsWith(new ReplyEvent.Spent(COST, null));
    }

    @Test
    void theStartIsHeldBackUntilThereIsMore() {
        assertThat(TestingMessages.read(hello().subList(0, 1), failures)).isEmpty();
        assertThat(failures.getFirst().failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void anErrorRightAfterTheStartIsTheFirstThatIsKnown() {
        List<String> events = List.of(hello().getFirst(), TestingAnthropic.error("overloaded_error", "Overloaded"));
        assertThat(TestingMessages.read(events, failures)).isEmpty();
        var refused = (Failure.RefusedByUpstream) failures.getFirst().failure();
        assertThat(refused.status()).isEqualTo(529);
        assertThat(refused.message()).isEqualTo("Overloaded");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error, 400",
        "authentication_error, 401",
        "permission_error, 403",
        "not_found_error, 404",
        "request_too_large, 413",
        "rate_limit_error, 429",
        "api_error, 500",
        "timeout_error, 504",
        "unheard_of, 502"
    })
    void anErrorInTheMiddleHasItsStatusAndComesAfterWhatCame(String type, int status) {
        List<String> events = new ArrayList<>(hello().subList(0, 5));
        events.add(TestingAnthropic.error(type, "no"));
        List<ReplyEvent> read = TestingMessages.read(events, failures);
        assertThat(texts(read)).isEqualTo("hello");
        assertThat(((Failure.RefusedByUpstream) failures.getFirst().failure()).status())
                .isEqualTo(status);
        assertThat(read.getLast())
                .as("the prompt was paid for")
                .isEqualTo(new ReplyEvent.Spent(new Usage(5, 1, 2, 0), null));
    }

    @Test
    void aStreamThatIsCutIsBroken() {
        List<ReplyEvent> read = TestingMessages.read(hello().subList(0, 5), failures);
        assertThat(texts(read)).isEqualTo("hello");
        assertThat(failures.getFirst().failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void aStreamWhoseEndWasAnnouncedEnds() {
        List<String> events = hello();
        List<ReplyEvent> read = TestingMessages.read(events.subList(0, events.size() - 1), failures);
        assertThat(failures).isEmpty();
        assertThat(read).endsWith(new ReplyEvent.Spent(COST, null));
        assertThat(new String(((ReplyEvent.Chunk) read.get(read.size() - 2)).json(), UTF_8))
                .isEqualTo("{\"type\":\"message_stop\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":", "[]", "null", "\"x\"", "{\"type\":\"content_block_delta\"}", "<html>"})
    void nonsenseIsBroken(String nonsense) {
        List<String> events = new ArrayList<>(hello().subList(0, 4));
        events.add(nonsense);
        TestingMessages.read(events, failures);
        assertThat(failures.getFirst().failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void anAnswerWithoutItsBeginningIsBroken() {
        TestingMessages.read(hello().subList(1, 4), failures);
        assertThat(failures.getFirst().failure()).isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void eventsOfTomorrowPassAndWhatFollowsTheEndIsIgnored() {
        List<String> events = new ArrayList<>(hello());
        events.add(3, "{\"type\":\"tomorrow\",\"x\":1}");
        events.add("data after the end");
        events.add("[DONE]");
        List<ReplyEvent> read = TestingMessages.read(events, failures);
        assertThat(failures).isEmpty();
        assertThat(texts(read)).isEqualTo("hello");
    }

    @Test
    void aBrokenConnectionTellsWhatItCost() {
        List<ReplyEvent> out = new ArrayList<>();
        var reader = new EventReader("fake");
        hello().subList(0, 4).forEach(event -> reader.accept("", event.getBytes(UTF_8), out));
        reader.cut(out);
        assertThat(out.getLast()).isEqualTo(new ReplyEvent.Spent(new Usage(5, 1, 2, 0), null));
    }
}
