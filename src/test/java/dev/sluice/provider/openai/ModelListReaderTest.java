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
    @ValueSource(
            strings = {
                "'id':'m','architecture':{'input_modalities':['text','image','audio']}",
                "'id':'m','modalities':{'input':['text','image','audio'],'output':['text']}",
                "'id':'m','supported_input_modalities':['text','image','audio']",
                "'id':'m','vision':true,'audio':true",
                "'id':'m','capabilities':{'vision':true,'audio':true}",
                "'id':'m','capabilities':['completion','vision','audio']",
            })
    void readsWhatAModelTakesInWhoeversWords(String row) {
        ModelCard card = read("[{" + row.replace('\'', '"') + "}]").getFirst();
        assertThat(card.vision()).isTrue();
        assertThat(card.audio()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, true",
        "gpt-4-vision, true",
        "o1, true",
        "o1-mini, false",
        "o4-mini, true",
        "claude-sonnet-4-5, true",
        "qwen2.5-vl-72b, true",
        "qwen3, false",
        "gpt-3.5-turbo, false",
        "gpt-4o-audio-preview, false",
        "gemini-embedding-001, false",
    })
    void guessesFromTheNameWhetherAModelReadsImages(String id, boolean vision) {
        assertThat(read("[{\"id\":\"" + id + "\"}]").getFirst().vision()).isEqualTo(vision);
        assertThat(ModelCard.named(id).vision()).isEqualTo(vision);
    }

    @Test
    void whatTheUpstreamTellsCountsMoreThanTheName() {
        assertThat(read("[{\"id\":\"gpt-4o\",\"vision\":false}]").getFirst().vision())
                .isFalse();
        assertThat(read("[{\"id\":\"mine\",\"type\":\"vlm\"}]").getFirst().vision())
                .isTrue();
    }

    @Test
    void keepsTheRowsOfLlmsPy() {
        ModelCard card = read("""
                        [{"id":"m","name":"M","reasoning":true,"tool_call":false,"limit":{"context":9,"output":3},
                          "modalities":{"input":["text"],"output":["text"]},"cost":{"input":0.1,"output":0.2}}]""").getFirst();
        assertThat(card.contextLength()).hasValue(9);
        assertThat(card.more()).containsOnlyKeys("reasoning", "tool_call", "limit", "modalities", "cost");
    }

    @Test
    void tellsWhatOpenRouterTellsInTheSameWords() {
        ModelCard card = read("""
                        [{"id":"m","supported_parameters":["tools","top_p"],"architecture":{"modality":"text->text",
                          "input_modalities":["text"],"output_modalities":["text"]}}]""").getFirst();
        assertThat(card.more())
                .containsEntry("tool_call", true)
                .containsEntry("reasoning", false)
                .containsKey("modalities");
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
