package dev.sluice.provider.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import dev.sluice.testing.TestingAnthropic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelPagesTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void everyPageIsRead() {
        List<ModelCard> cards = ModelPages.read("p", path -> {
            asked.add(path);
            return (asked.size() == 1
                            ? TestingAnthropic.models(true, "claude-a", "claude b")
                            : TestingAnthropic.models(false, "claude-c"))
                    .getBytes(UTF_8);
        });
        assertThat(cards.stream().map(ModelCard::id)).containsExactly("claude-a", "claude b", "claude-c");
        assertThat(asked).containsExactly("/models?limit=1000", "/models?limit=1000&after_id=claude+b");
        assertThat(cards.getFirst().created()).isEqualTo(1_759_104_000L);
        assertThat(cards.getFirst().vision()).isTrue();
    }

    @Test
    void aListThatNeverEndsIsLeft() {
        List<ModelCard> cards = ModelPages.read("p", path -> {
            asked.add(path);
            return TestingAnthropic.models(true, "claude-a").getBytes(UTF_8);
        });
        assertThat(cards).hasSize(1);
        assertThat(asked).hasSize(10);
    }

    @Test
    void whatAModelCanIsTaken() {
        String json = "{\"data\":[{\"id\":\"m\",\"max_input_tokens\":200000,\"capabilities\":{\"image_input\":"
                + "{\"supported\":true},\"thinking\":{\"supported\":true}}}]}";
        ModelCard card = ModelPages.read("p", path -> json.getBytes(UTF_8)).getFirst();
        assertThat(card.contextLength()).hasValue(200_000);
        assertThat(card.vision()).isTrue();
        assertThat(card.more()).containsKey("reasoning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"data\":1}", "<html>"})
    void whatIsNoListIsBroken(String body) {
        assertThatThrownBy(() -> ModelPages.read("p", path -> body.getBytes(UTF_8)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aCountIsANumber() {
        assertThat(TokenCountReader.read("p", "{\"input_tokens\":7}".getBytes(UTF_8)))
                .isEqualTo(7);
        for (String body : List.of("{}", "x", "{\"input_tokens\":-1}", "{\"input_tokens\":\"7\"}")) {
            assertThatThrownBy(() -> TokenCountReader.read("p", body.getBytes(UTF_8)))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
