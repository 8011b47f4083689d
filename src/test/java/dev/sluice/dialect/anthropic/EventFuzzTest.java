package dev.sluice.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnthropic;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams spoiled at random: whatever arrives, the result is sound events or a refusal.
final class EventFuzzTest {
    private static final int ROUNDS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 20, 300})
    void whateverArrivesTheResultIsEventsOrARefusal(long seed) {
        var random = new Random(seed);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                told(spoiled(random));
            } catch (RefusedException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, ROUNDS - 1);
    }

    /// Reads, takes apart and writes again, all the way.
    private static void told(List<String> events) {
        List<ReplyEvent> read = new ArrayList<>();
        var reader = new EventReader("fake");
        events.forEach(event -> reader.accept("", event.getBytes(UTF_8), read));
        reader.end(read);
        List<String> written = TestingMessages.written(TestingMessages.decoded(read));
        written.forEach(Json::parse);
        assertThat(written.getFirst()).contains("message_start");
        assertThat(written.getLast()).contains("message_stop");
        Json.parse(TestingMessages.whole(read));
    }

    private static List<String> spoiled(Random random) {
        List<String> events = new ArrayList<>(TestingAnthropic.events(
                "tool_use",
                TestingAnthropic.thinking("Let me see.", "sig"),
                TestingAnthropic.text("words"),
                TestingAnthropic.toolUse("t", "f", "{\"a\":[1,2]}")));
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(events.size());
            switch (random.nextInt(5)) {
                case 0 -> events.remove(at);
                case 1 -> events.add(at, events.get(random.nextInt(events.size())));
                case 2 -> events.set(at, other(events.get(at), random));
                case 3 ->
                    events.set(
                            at,
                            events.get(at)
                                    .substring(random.nextInt(events.get(at).length())));
                default -> events.set(at, events.get(at).replaceFirst("\"[a-z_]+\":", "\"x\":"));
            }
        }
        return events;
    }

    private static String other(String event, Random random) {
        String[] values = {"null", "-1", "1e99", "{}", "[]", "true", "\"\\ud800\"", "\"x\""};
        String value = values[random.nextInt(values.length)].replace("\\", "\\\\");
        return event.replaceFirst(":(\"[^\"]*\"|[0-9]+|\\{\\})", ":" + value);
    }
}
