package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import dev.sluice.testing.TestingSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkUnfoldingTest {
    private static byte[] recorded(String name) {
        return TestingStreams.bytes(TestingStreams.text(name + ".json"));
    }

    private static List<byte[]> unfolded(byte[] json, boolean wantsUsage) {
        List<byte[]> out = new ArrayList<>();
        var writer = new ChunkWriter("asked", wantsUsage, TestingStreams.CLOCK);
        writer.write(CompletionReader.read(json, "fake", "asked", TestingStreams.CLOCK), out);
        writer.end(out);
        return out;
    }

    @Test
    void tellsAWholeAnswerAsAStream() {
        String told = String.join(
                "\n",
                unfolded(recorded("whole"), true).stream()
                        .map(json -> new String(json, StandardCharsets.UTF_8))
                        .toList());
        assertThat(told + "\n").isEqualTo(TestingStreams.text("whole.chunks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "whole-tools", "whole-refusal"})
    void comesBackAsTheSameAnswer(String name) throws IOException {
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        List<ReplyEvent> events = new ArrayList<>();
        unfolded(recorded(name), true).forEach(json -> reader.accept("", json, events));
        reader.end(events);
        var writer = new CompletionWriter("fake", "asked", TestingStreams.CLOCK);
        events.forEach(writer::accept);
        ObjectNode expected = WireJson.object(recorded(name));
        expected.put("provider", "fake");
        assertThat((JsonNode) WireJson.object(writer.finish())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "whole-tools", "whole-refusal"})
    void passesItsOwnReaderUntouched(String name) {
        var reader = new ChunkReader("fake", "asked", TestingStreams.CLOCK);
        List<ReplyEvent> events = new ArrayList<>();
        List<byte[]> sent = unfolded(recorded(name), false);
        sent.forEach(json -> reader.accept("", json, events));
        reader.end(events);
        assertThat(events).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(((ReplyEvent.Chunk) events.get(i)).json()).isSameAs(sent.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "whole-tools", "whole-refusal"})
    void writesWhatOpenAiDocuments(String name) throws IOException {
        TestingSchema.of("CreateChatCompletionResponse").accepts(recorded(name));
        TestingSchema schema = TestingSchema.of("CreateChatCompletionStreamResponse");
        for (byte[] json : unfolded(recorded(name), true)) {
            schema.accepts(json);
        }
    }
}
