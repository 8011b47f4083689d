package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Json;
import dev.sluice.testing.TestingSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The recordings of the matrix, against OpenAI's own document where a copy of it lies beside the project.
class MatrixSchemaTest {
    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/recordings/matrix"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("messages"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyAnswerAndEveryEventIsOpenAis(Path recording) throws IOException {
        boolean chat = recording.getFileName().toString().startsWith("chat");
        int checked = 0;
        for (String line : Files.readAllLines(recording)) {
            String said = line.replaceFirst("^< (data: )?", "");
            if (line.startsWith("< ") && said.startsWith("{")) {
                boolean streamed = line.startsWith("< data: ");
                schema(chat, streamed, said).accepts(said.getBytes(StandardCharsets.UTF_8));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(30);
    }

    private static TestingSchema schema(boolean chat, boolean streamed, String said) throws IOException {
        if (Json.parse(said).has("error") && Json.parse(said).size() == 1) {
            return TestingSchema.of("ErrorResponse");
        }
        if (chat) {
            return TestingSchema.of(streamed ? "CreateChatCompletionStreamResponse" : "CreateChatCompletionResponse");
        }
        return streamed ? TestingSchema.ofEvent(Json.parse(said).path("type").asText()) : TestingSchema.of("Response");
    }
}
