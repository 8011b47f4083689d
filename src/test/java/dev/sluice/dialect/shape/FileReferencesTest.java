package dev.sluice.dialect.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.FileReferences.Named;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileReferencesTest {
    private static Named file(String id) {
        byte[] bytes = "hi".getBytes(StandardCharsets.UTF_8);
        return switch (id) {
            case "p" -> new Named("a.png", "image/png", bytes);
            case "d" -> new Named("a.pdf", "application/pdf", bytes);
            default -> new Named("a.txt", "text/plain", bytes);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"file","file":{"file_id":"d"}}               | {"type":"file","file":{"file_data":"data:application/pdf;base64,aGk=","filename":"a.pdf"}}
            {"type":"file","file":{"file_id":"d","filename":"b"}}| {"type":"file","file":{"filename":"b","file_data":"data:application/pdf;base64,aGk="}}
            {"type":"input_file","file_id":"t"}                  | {"type":"input_file","file_data":"data:text/plain;base64,aGk=","filename":"a.txt"}
            {"type":"input_image","file_id":"p","detail":"low"}  | {"type":"input_image","detail":"low","image_url":"data:image/png;base64,aGk="}
            {"type":"image","source":{"type":"file","file_id":"p"}}    | {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}
            {"type":"document","source":{"type":"file","file_id":"d"}} | {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"aGk="}}
            {"type":"document","source":{"type":"file","file_id":"t"}} | {"type":"document","source":{"type":"text","media_type":"text/plain","data":"hi"}}
            {"type":"tool_use","input":{"type":"file","file":{"file_id":"d"}}} | {"type":"tool_use","input":{"type":"file","file":{"file_id":"d"}}}
            {"type":"text","text":"file_id"}                     | {"type":"text","text":"file_id"}
            """)
    void aPartThatNamesAFileHoldsIt(String part, String expected) {
        JsonNode messages = Json.parse("[{\"role\":\"user\",\"content\":[" + part + "]}]");
        FileReferences.resolve(messages, FileReferencesTest::file);
        assertThat(messages.at("/0/content/0")).isEqualTo(Json.parse(expected));
    }

    @Test
    void anImageMustBeOne() {
        JsonNode messages = Json.parse("[{\"content\":[{\"type\":\"input_image\",\"file_id\":\"d\"}]}]");
        assertThatThrownBy(() -> FileReferences.resolve(messages, FileReferencesTest::file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no image");
    }

    @Test
    void aReferenceToAnImageHoldsIt() {
        JsonNode reference = Json.parse("{\"file_id\":\"p\"}");
        FileReferences.resolveImage(reference, FileReferencesTest::file);
        assertThat(reference).isEqualTo(Json.parse("{\"image_url\":\"data:image/png;base64,aGk=\"}"));
        JsonNode words = Json.parse("{\"file_id\":\"t\"}");
        assertThatThrownBy(() -> FileReferences.resolveImage(words, FileReferencesTest::file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no image");
    }

    @Test
    void whatNamesNoFileIsNotLookedThrough() {
        assertThat(FileReferences.in(Json.parse("[{\"role\":\"user\",\"content\":\"file_id\"}]")))
                .isFalse();
    }
}
