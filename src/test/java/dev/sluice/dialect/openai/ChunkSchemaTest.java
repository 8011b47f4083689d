package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.testing.TestingSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChunkSchemaTest {
    @Test
    void everyCleanedMessageIsWhatOpenAiDocuments() throws IOException {
        TestingSchema schema = TestingSchema.of("CreateChatCompletionStreamResponse");
        int checked = 0;
        for (String name : TestingStreams.names()) {
            for (ReplyEvent event : cleaned(name)) {
                byte[] json = event instanceof ReplyEvent.Chunk chunk ? chunk.json() : spent(event);
                schema.accepts(json);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(150);
    }

    @Test
    void everyFoldedStreamIsWhatOpenAiDocuments() throws IOException {
        TestingSchema schema = TestingSchema.of("CreateChatCompletionResponse");
        int checked = 0;
        for (String name : TestingStreams.names()) {
            List<ReplyEvent> events = cleaned(name);
            if (!events.isEmpty()) {
                var writer = new CompletionWriter("fake", "asked", TestingStreams.CLOCK);
                events.forEach(writer::accept);
                schema.accepts(writer.finish());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(45);
    }

    @Test
    void theSchemaRejectsWhatIsWrong() throws IOException {
        assertThat(TestingSchema.of("CreateChatCompletionStreamResponse")
                        .rejects("{\"id\":\"a\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":1},\"finish_reason\":null}]}"))
                .isTrue();
    }

    private static byte[] spent(ReplyEvent event) {
        var chunk = ((ReplyEvent.Spent) event).chunk();
        return Objects.requireNonNull(chunk).json();
    }

    /// What a caller sees of a recording, up to where it breaks.
    private static List<ReplyEvent> cleaned(String name) {
        List<ReplyEvent> out = new ArrayList<>();
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        try {
            TestingStreams.events(name).forEach(event -> reader.accept(event.name(), event.data(), out));
            reader.end(out);
        } catch (RefusedException e) {
            assertThat(e.failure().message()).isNotBlank();
        }
        return out;
    }
}
