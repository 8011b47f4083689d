package dev.sluice.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelListReaderTest {
    private static List<ModelCard> read(String json) {
        return ModelListReader.read("p", json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}",
                "[{\"id\":\"a\"},{\"name\":\"b\"}]",
                "{\"models\":[{\"name\":\"a\"},\"b\"]}",
            })
    void readsEveryShapeOfList(String json) {
        assertThat(read(json)).extracting(ModelCard::id).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, chat",
        "text-embedding-3-small, embedding",
        "nomic-embed-text, embedding",
        "whisper-1, transcription",
        "gpt-4o-transcribe, transcription",
        "tts-1, speech",
        "dall-e-3, image",
        "omni-moderation-latest, moderation",
        "rerank-v3, rerank",
    })
    void tellsWhatAModelIsForByItsName(String id, String type) {
        assertThat(read("[{\"id\":\"" + id + "\"}]"))
                .extracting(ModelCard::type)
                .containsExactly(type);
    }

    @Test
    void keepsWhatVendorsTellBesides() {
        ModelCard card = read("""
                        {"data":[{"id":"m","created":7,"owned_by":"o","context_length":8192,
                          "architecture":{"input_modalities":["text","image"]},"pricing":{"prompt":"0.1"}}]}""").getFirst();
        assertThat(card.created()).isEqualTo(7);
        assertThat(card.ownedBy()).isEqualTo("o");
        assertThat(card.contextLength()).hasValue(8192);
        assertThat(card.vision()).isTrue();
        assertThat(card.audio()).isFalse();
        assertThat(card.more()).containsKey("pricing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{\"data\":{}}", "7"})
    void whatIsNoListIsTheUpstreamsFault(String body) {
        assertThat(catchThrowableOfType(RefusedException.class, () -> read(body))
                        .failure())
                .isInstanceOf(Failure.UpstreamBroken.class);
    }

    @Test
    void rowsWithoutAUsableIdAreLeftOut() {
        assertThat(read("[{\"id\":\"\"},{\"x\":1},{\"id\":\"" + "y".repeat(300) + "\"},{\"id\":\"ok\"}]"))
                .extracting(ModelCard::id)
                .containsExactly("ok");
    }
}
