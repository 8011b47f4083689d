package dev.sluice.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.ModerationReply;
import dev.sluice.exchange.ModerationReply.Verdict;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.Usage;
import dev.sluice.testing.TestingSchema;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What we write ourselves beside chats, against OpenAI's own document.
class EndpointSchemaTest {
    @Test
    void embeddingsAreOpenAis() throws IOException {
        var reply = new EmbeddingReply.Vectors(List.of(new float[] {1, 2}), new Usage(3, 0, 0, 0));
        TestingSchema.of("CreateEmbeddingResponse").accepts(EmbeddingWriter.write(reply, false, "m"));
        assertThat(TestingSchema.of("CreateEmbeddingResponse").rejects("{\"data\":[]}"))
                .isTrue();
    }

    @Test
    void moderationsAreOpenAis() throws IOException {
        var reply = new ModerationReply.Verdicts(List.of(new Verdict(Map.of("hate", 0.5), Set.of("hate"))));
        TestingSchema.of("CreateModerationResponse").accepts(ModerationWriter.write(reply, "1", "m"));
    }

    @Test
    void imagesAreOpenAis() throws IOException {
        var images = List.of(new Image("http://x/y.png", null, null), new Image(null, "AAAA", "a cat"));
        var reply = new ImageReply.Images(images, Usage.NONE, null);
        TestingSchema.of("ImagesResponse").accepts(ImageWriter.write(reply, Clock.systemUTC()));
    }

    @Test
    void transcriptionsAreOpenAis() throws IOException {
        var words = new TranscriptionReply.Words("hello", Usage.NONE);
        TestingSchema.of("CreateTranscriptionResponseJson").accepts(TranscriptionReader.write(words, "json"));
    }
}
