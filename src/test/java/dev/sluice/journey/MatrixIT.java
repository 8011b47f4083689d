package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Asking;
import dev.sluice.testing.Json;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAzure;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingClaude;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingGemini;
import dev.sluice.testing.TestingOllama;
import dev.sluice.testing.TestingOpenAi;
import dev.sluice.testing.TestingUpstream;
import dev.sluice.testing.TestingVendor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every dialect in, every kind of provider out: what one side says is what the other one hears.
final class MatrixIT {
    @RegisterExtension
    static final TestingUpstream UPSTREAM = TestingUpstream.start();

    private static final List<TestingVendor> VENDORS = List.of(
            new TestingOpenAi(), new TestingClaude(), new TestingGemini(), new TestingOllama(), new TestingAzure());

    private static final TestingChat.Call ULM = new TestingChat.Call("call_1", "weather", "{\"city\":\"Ulm\"}");
    private static final TestingChat.Call ROM = new TestingChat.Call("call_2", "weather", "{\"city\":\"Rom\"}");

    @RegisterExtension
    static final RunningSluice SLUICE = RunningSluice.with(config());

    private static String config() {
        var yaml = new StringBuilder(TestingConfig.limits()).append("providers:\n");
        VENDORS.forEach(vendor -> yaml.append(TestingConfig.provider(
                        vendor.kind(), vendor.base(UPSTREAM.root()), "models: [m-" + vendor.kind() + "]")
                .replace("kind: openai", "kind: " + vendor.kind())));
        return yaml.toString();
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Asking asking : Asking.values()) {
            for (TestingVendor vendor : VENDORS) {
                cells.add(Arguments.of(asking, vendor.kind()));
            }
        }
        return cells.stream();
    }

    private static TestingVendor vendor(String kind) {
        return VENDORS.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /// A model of its own for each test, so that no answer is taken for another's.
    private static String model(String what, String kind) {
        return what + "-" + kind;
    }

    private static Asking.Heard asked(Asking asking, String body, boolean stream) {
        return asking.heard(SLUICE.client().post(asking.path(), body), stream);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void textAndUsageArrive(Asking asking, String kind) {
        String model = model("text", kind);
        UPSTREAM.answer(model, vendor(kind).text("Hel", "lo ", "there"));
        for (boolean stream : new boolean[] {false, true}) {
            Asking.Heard heard = asked(asking, asking.hello(kind + "/" + model, stream), stream);
            assertThat(heard.text()).isEqualTo("Hello there");
            assertThat(heard.ending()).isEqualTo("stop");
            assertThat(heard.input()).isEqualTo(TestingChat.PROMPT_TOKENS);
            assertThat(heard.output()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void parallelCallsArrive(Asking asking, String kind) {
        String model = model("calls", kind);
        UPSTREAM.answer(model, vendor(kind).calls(ULM, ROM));
        for (boolean stream : new boolean[] {false, true}) {
            Asking.Heard heard = asked(asking, asking.withTool(kind + "/" + model, stream), stream);
            assertThat(heard.calls()).hasSize(2);
            assertThat(heard.calls().getFirst().name()).isEqualTo("weather");
            assertThat(heard.calls().getFirst().id()).isNotBlank();
            assertThat(heard.calls().stream().map(call -> Json.parse(call.arguments())))
                    .containsExactly(Json.parse(ULM.arguments()), Json.parse(ROM.arguments()));
            assertThat(heard.ending()).isEqualTo("tool_calls");
        }
        assertThat(UPSTREAM.request(model).text()).contains("weather", "city");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void resultsOfToolsReachTheModel(Asking asking, String kind) {
        String model = model("results", kind);
        UPSTREAM.answer(model, vendor(kind).text("fine"));
        assertThat(asked(asking, asking.withResult(kind + "/" + model), false).text())
                .isEqualTo("fine");
        assertThat(UPSTREAM.request(model).text()).contains("weather", "Ulm", "sunny");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void imagesReachTheModel(Asking asking, String kind) {
        String model = model("image", kind);
        UPSTREAM.answer(model, vendor(kind).text("a dot"));
        assertThat(asked(asking, asking.withImage(kind + "/" + model), false).text())
                .isEqualTo("a dot");
        assertThat(UPSTREAM.request(model).text()).contains("look", Asking.IMAGE);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void reasoningArrivesApartFromTheText(Asking asking, String kind) {
        String model = model("thought", kind);
        UPSTREAM.answer(model, vendor(kind).reasoning("hm", "so"));
        for (boolean stream : new boolean[] {false, true}) {
            Asking.Heard heard = asked(asking, asking.hello(kind + "/" + model, stream), stream);
            assertThat(heard.text()).isEqualTo("so");
            assertThat(heard.thought()).isEqualTo("hm");
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void endingsArrive(Asking asking, String kind) {
        for (String ending : List.of("length", "content_filter")) {
            if (ending.equals("content_filter") && kind.equals("ollama")) {
                continue; // Ollama has no such ending
            }
            String model = model(ending, kind);
            UPSTREAM.answer(model, vendor(kind).ended("par", ending));
            for (boolean stream : new boolean[] {false, true}) {
                Asking.Heard heard = asked(asking, asking.hello(kind + "/" + model, stream), stream);
                assertThat(heard.ending()).as("%s, stream %s", ending, stream).isEqualTo(ending);
                assertThat(heard.text()).isEqualTo("par");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void schemasReachTheModelAndAnswersFollowThem(Asking asking, String kind) {
        String model = model("schema", kind);
        UPSTREAM.answer(model, vendor(kind).text("{\"a\": ", "1}"));
        assertThat(Json.parse(asked(asking, asking.withSchema(kind + "/" + model), false)
                        .text()))
                .isEqualTo(Json.parse("{\"a\": 1}"));
        JsonNode sent = UPSTREAM.request(model).json();
        assertThat(sent.toString()).contains("\"required\":[\"a\"]");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void anAnswerThatBreaksItsSchemaIsRepairedOnce(Asking asking, String kind) {
        String model = model("repair", kind);
        UPSTREAM.answer(model, vendor(kind).text("{\"a\": 2}"));
        UPSTREAM.next(model, vendor(kind).text("certainly!"));
        assertThat(asked(asking, asking.withSchema(kind + "/" + model), false).text())
                .isEqualTo("{\"a\": 2}");
        assertThat(UPSTREAM.requests(model)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aRefusalKeepsItsStatusAndItsWords(Asking asking, String kind) {
        String model = model("refusal", kind);
        UPSTREAM.answer(model, vendor(kind).refusal(400, "the context is too long"));
        var answer = SLUICE.client().post(asking.path(), asking.hello(kind + "/" + model, true));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(asking.refusal(answer)).contains("the context is too long");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aStreamThatIsCutDoesNotLookWhole(Asking asking, String kind) {
        String model = model("cut", kind);
        UPSTREAM.answer(model, vendor(kind).cutAfter("par"));
        String body = SLUICE.client()
                .post(asking.path(), asking.hello(kind + "/" + model, true))
                .body();
        assertThat(body).contains("par", "error").doesNotContain("[DONE]", "message_stop", "response.completed");
    }
}
