package dev.sluice.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.RefusedException;
import dev.sluice.testing.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenChatTest {
    private static final String TWO = """
            "messages":[{"role":"system","content":"S"},{"role":"user","content":"U"}]""";

    @TempDir
    private Path home;

    private TestingPersonas folder;

    @BeforeEach
    void folders() {
        folder = new TestingPersonas(home);
    }

    private String written(String model, String body) {
        return folder.personas.written((ObjectNode) Json.parse("{" + body + "}"), model, List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "qwen3-32b @ <|im_start|>system\\nS<|im_end|>\\n<|im_start|>user\\nU<|im_end|>\\n<|im_start|>assistant\\n",
                "Meta-Llama-3.1-8B @ <|begin_of_text|><|start_header_id|>system<|end_header_id|>\\n\\nS<|eot_id|><|start_header_id|>user<|end_header_id|>\\n\\nU<|eot_id|><|start_header_id|>assistant<|end_header_id|>\\n\\n",
                "mistral-7b @ <s>[INST] S\\n\\nU [/INST]",
                "gemma-2-2b @ <bos><start_of_turn>user\\nS\\n\\nU<end_of_turn>\\n<start_of_turn>model\\n",
                "phi-4 @ <|system|>\\nS<|end|>\\n<|user|>\\nU<|end|>\\n<|assistant|>\\n",
                "vicuna-13b @ S\\n\\nUSER: U\\nASSISTANT:",
                "oasst-12b @ <|system|>S<|endoftext|><|prompter|>U<|endoftext|><|assistant|>",
                "something @ S\\n\\n### Instruction:\\nU\\n\\n### Response:\\n",
            })
    void theTemplateIsGuessedFromTheModelsName(String model, String expected) {
        assertThat(written(model, TWO)).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void aNamedTemplateGoesBeforeTheGuessAndATextBeforeBoth() {
        folder.with("t/Own.yaml", "instruction_template: '{{ bos_token }}{{ messages[0].content }}'\nbos_token: B\n");
        assertThat(written("qwen", "\"instruction_template\":\"Own\"," + TWO)).isEqualTo("BS");
        assertThat(written("qwen", "\"bos_token\":\"C\",\"instruction_template\":\"Own\"," + TWO))
                .isEqualTo("CS");
        assertThat(written("qwen", "\"instruction_template_str\":\"x\",\"instruction_template\":\"Own\"," + TWO))
                .isEqualTo("x");
        assertThat(written("qwen", "\"instruction_template\":\"None\"," + TWO)).startsWith("S\n\n### Instruction");
    }

    @Test
    void theTemplateOfTheLoadedModelGoesBeforeTheGuess() {
        var loaded = List.of(folder.personas.template("", "loaded {{ messages | length }}"));
        assertThat(folder.personas.written((ObjectNode) Json.parse("{" + TWO + "}"), "qwen", loaded))
                .isEqualTo("loaded 2");
    }

    @Test
    void toolsAndArgumentsGoToTheTemplateAsGiven() {
        String source = "{{ tools[0].function.name }} {{ messages[1].tool_calls[0].function.arguments is string }}"
                + " {{ messages[2].tool_calls[0].function.arguments.a }} {{ add_generation_prompt }} {{ reasoning_effort }}";
        String call =
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"f\",\"arguments\":";
        assertThat(written(
                        "m",
                        "\"instruction_template_str\":" + Json.write(source)
                                + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],\"reasoning_effort\":\"low\","
                                + "\"add_generation_prompt\":false,\"messages\":[{\"role\":\"user\",\"content\":\"U\"},"
                                + call + "\"{}\"}}]}," + call + "{\"a\":5}}}]}]"))
                .isEqualTo("f True 5 False low");
    }

    @Test
    void imagesAreMarked() {
        assertThat(written("mistral", """
                "messages":[{"role":"user","content":[{"type":"text","text":"T"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}]""")).isEqualTo("<s>[INST] <__media__>T [/INST]");
    }

    @Test
    void aMessageThatIsGoneOnWithStaysOpen() {
        assertThat(written("qwen", """
                "continue_":true,"messages":[{"role":"user","content":"U"},{"role":"assistant","content":"one, two"}]""")).isEqualTo("<|im_start|>user\nU<|im_end|>\n<|im_start|>assistant\none, two");
    }

    @Test
    void charactersAreWrittenAsTheDialogue() {
        folder.with("c/A.yaml", "name: A\ncontext: C\ngreeting: G");
        assertThat(written(
                        "qwen",
                        "\"mode\":\"chat\",\"character\":\"A\",\"messages\":[{\"role\":\"user\",\"content\":\"U\"}]"))
                .isEqualTo("C\n\nA: G\nYou: U\nA:");
        assertThat(written(
                        "qwen",
                        "\"mode\":\"chat-instruct\",\"character\":\"A\",\"chat_instruct_command\":\"<|prompt|>\","
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"U\"}]"))
                .isEqualTo("<|im_start|>user\nC\n\nA: G\nYou: U\nA:<|im_end|>\n<|im_start|>assistant\n");
    }

    @Test
    void aTemplateBeyondItsBoundsIsRefused() {
        assertThatThrownBy(() -> written(
                        "m",
                        "\"instruction_template_str\":"
                                + Json.write(
                                        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}")
                                + "," + TWO))
                .isInstanceOf(RefusedException.class);
    }
}
