package dev.sluice.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class DeliveredTest {
    private final Delivered delivered = new Delivered();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ChatRequest request(BiConsumer<ReplyEvent, List<ReplyEvent>> decoding) {
        Prompt prompt = Prompt.of(List.of(Message.of(Role.USER, "x".repeat(36))));
        return new ChatRequest(
                Dialect.OPENAI_CHAT,
                Document.parse(bytes("{}")),
                "m",
                List.of(),
                false,
                false,
                Map.of(),
                () -> prompt,
                decoding);
    }

    @Test
    void aPieceIsATokenAndSoAreFourCharacters() {
        delivered.take(new ReplyEvent.Text(0, "a"));
        delivered.take(new ReplyEvent.Text(0, ""));
        delivered.take(new ReplyEvent.Thought(0, "b"));
        assertThat(delivered.usage(request((event, out) -> out.add(event)))).isEqualTo(new Usage(10, 2, 0, 0));
        delivered.take(new ReplyEvent.ToolCall(0, 0, "c", "f", "y".repeat(38)));
        assertThat(delivered.usage(request((event, out) -> out.add(event))).output())
                .isEqualTo(10);
    }

    @Test
    void aWholeAnswerThatCannotBeTakenApartIsGuessedByItsLength() {
        ChatRequest request = request((event, out) -> {
            throw new RefusedException(new Failure.UpstreamBroken("p", "odd", false));
        });
        delivered.whole(new ReplyEvent.Whole(Dialect.OPENAI_CHAT, bytes("z".repeat(40)), Usage.NONE), request);
        assertThat(delivered.usage(request)).isEqualTo(new Usage(10, 10, 0, 0));
    }
}
