package dev.sluice.provider.ollama;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.TestingAccount;
import dev.sluice.testing.Json;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingOllama;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaProviderTest {
    private final TestingOllama ollama = new TestingOllama();
    private final TestingAccount account = new TestingAccount(ollama, OllamaKind::new);

    @AfterEach
    void closeAll() {
        account.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/v1", "/api"})
    void asksTheHostWhateverImitationIsNamed(String path) {
        account.at(path).upstream().answer("m", ollama.text("hi"));
        account.completion(Json.chat("m", false));
        assertThat(account.upstream().request("m").path()).isEqualTo("/api/chat");
        assertThat(account.upstream().request("m").header("authorization"))
                .isEqualTo("Bearer " + TestingConfig.UPSTREAM_KEY);
    }

    @Test
    void linesMayEndAndBeCutAnywhere() {
        account.upstream().answer("m", exchange -> {
            exchange.head(200, Map.of("Content-Type", "application/x-ndjson", "Transfer-Encoding", "chunked"));
            String lines = "\r\n{\"message\":{\"content\":\"a\u00e9\"}}\r\n \n{\"message\":{\"content\":\"b\"}}\n"
                    + "{\"done\":true,\"done_reason\":\"stop\"}";
            for (byte one : lines.getBytes(UTF_8)) {
                exchange.chunk(new byte[] {one});
            }
            exchange.lastChunk();
        });
        assertThat(account.pieces(Json.chat("m", true))).containsExactly("a\u00e9", "b");
    }

    @Test
    void aLineMayBeLong() {
        String text = "x".repeat(100_000);
        account.upstream().answer("m", ollama.text(text, "y"));
        assertThat(account.pieces(Json.chat("m", true))).containsExactly(text, "y");
    }

    @Test
    void modelsTellWhatTheyCanAndAreAskedOnce() {
        account.upstream().models(TestingOllama.models("llava:7b", "other"));
        List<ModelCard> models = account.provider().models();
        assertThat(models).extracting(ModelCard::id).containsExactly("llava:7b", "other");
        assertThat(models.getFirst().vision()).isTrue();
        assertThat(models.getFirst().contextLength()).hasValue(8192);
        assertThat(models.getFirst().more()).containsEntry("tool_call", true).containsEntry("reasoning", false);
        account.provider().models();
        assertThat(account.upstream().requests())
                .filteredOn(request -> request.path().equals("/api/show"))
                .hasSize(2);
    }

    @Test
    void anOlderServerTellsNamesOnly() {
        account.upstream().models(exchange -> {
            boolean tags = exchange.request().path().equals("/api/tags");
            TestingAnswers.body(tags ? 200 : 404, "application/json", """
                            {"models":[{"name":"llama3"},{"name":"nomic-embed-text"}]}""").answer(exchange);
        });
        assertThat(account.provider().models()).extracting(ModelCard::type).containsExactly("chat", "embedding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"models\":7}", "<html>"})
    void whatIsNoListIsTheUpstreamsFault(String body) {
        account.upstream().models(TestingAnswers.json(body));
        assertThat(catchThrowableOfType(
                                RefusedException.class, () -> account.provider().models())
                        .failure())
                .isInstanceOf(Failure.UpstreamBroken.class);
    }
}
