package dev.sluice.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.testing.Asking;
import dev.sluice.testing.Json;
import dev.sluice.testing.MatrixRow;
import dev.sluice.testing.RunningSluice;
import dev.sluice.testing.TestingAnswer;
import dev.sluice.testing.TestingAnswers;
import dev.sluice.testing.TestingAzure;
import dev.sluice.testing.TestingChat;
import dev.sluice.testing.TestingClaude;
import dev.sluice.testing.TestingConfig;
import dev.sluice.testing.TestingGemini;
import dev.sluice.testing.TestingOllama;
import dev.sluice.testing.TestingOpenAi;
import dev.sluice.testing.TestingRecording;
import dev.sluice.testing.TestingRequest;
import dev.sluice.testing.TestingUpstream;
import dev.sluice.testing.TestingVendor;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        VENDORS.forEach(vendor -> yaml.append(
                TestingConfig.provider(vendor.kind(), vendor.base(UPSTREAM.root()), "models: [m-" + vendor.kind() + "]")
                        .replace("kind: openai", "kind: " + vendor.kind())));
        return yaml.toString();
    }

    private static TestingVendor vendor(String kind) {
        return VENDORS.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /// A model of its own for each test, so that no answer is taken for another's.
    private static String model(Asking asking, String what, String kind) {
        return what + "-" + asking.name().toLowerCase(Locale.ROOT) + "-" + kind;
    }

    private static Asking.Heard asked(Asking asking, String body, boolean stream) {
        return asking.heard(SLUICE.client().post(asking.path(), body), stream);
    }

    @ParameterizedTest
    @MatrixRow("Text and usage")
    void textAndUsageArrive(Asking asking, String kind) {
        String model = model(asking, "text", kind);
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
    @MatrixRow("Tools, called in parallel")
    void parallelCallsArrive(Asking asking, String kind) {
        String model = model(asking, "calls", kind);
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
        assertThat(UPSTREAM.requests(model).getFirst().text()).contains("weather", "city");
    }

    @ParameterizedTest
    @MatrixRow("Results of tools")
    void resultsOfToolsReachTheModel(Asking asking, String kind) {
        String model = model(asking, "results", kind);
        UPSTREAM.answer(model, vendor(kind).text("fine"));
        assertThat(asked(asking, asking.withResult(kind + "/" + model), false).text())
                .isEqualTo("fine");
        assertThat(UPSTREAM.request(model).text()).contains("weather", "Ulm", "sunny");
    }

    @ParameterizedTest
    @MatrixRow("Images")
    void imagesReachTheModel(Asking asking, String kind) {
        String model = model(asking, "image", kind);
        UPSTREAM.answer(model, vendor(kind).text("a dot"));
        assertThat(asked(asking, asking.withImage(kind + "/" + model), false).text())
                .isEqualTo("a dot");
        assertThat(UPSTREAM.request(model).text()).contains("look", Asking.IMAGE);
    }

    @ParameterizedTest
    @MatrixRow("Reasoning")
    void reasoningArrivesApartFromTheText(Asking asking, String kind) {
        String model = model(asking, "thought", kind);
        UPSTREAM.answer(model, vendor(kind).reasoning("hm", "so"));
        for (boolean stream : new boolean[] {false, true}) {
            Asking.Heard heard = asked(asking, asking.hello(kind + "/" + model, stream), stream);
            assertThat(heard.text()).isEqualTo("so");
            assertThat(heard.thought()).isEqualTo("hm");
        }
    }

    /// A message names the source of a whole block, the others of a part of their text.
    @ParameterizedTest
    @MatrixRow("Citations")
    void theSourcesOfAnAnswerArriveWithTheirPlaces(Asking asking, String kind) {
        String model = model(asking, "cited", kind);
        List<String> pieces = List.of("Gr\u00fc\u00dfe \ud83d\ude00: ", "rain is ahead.");
        UPSTREAM.answer(
                model,
                vendor(kind)
                        .cited(
                                pieces,
                                new TestingVendor.Source("https://a.example/1", "A"),
                                new TestingVendor.Source("https://b.example/?q=2", "B \u00e9")));
        for (boolean stream : new boolean[] {false, true}) {
            Asking.Heard heard = asked(asking, asking.hello(kind + "/" + model, stream), stream);
            assertThat(heard.text()).isEqualTo(String.join("", pieces));
            boolean inOneBlock = asking == Asking.MESSAGES && !kind.equals("anthropic");
            String words = inOneBlock ? heard.text() : pieces.getLast();
            assertThat(heard.sources())
                    .containsExactly(
                            new Asking.Source("https://a.example/1", "A", words),
                            new Asking.Source("https://b.example/?q=2", "B \u00e9", words));
        }
    }

    @ParameterizedTest
    @MatrixRow("End by length")
    void theEndByLengthArrives(Asking asking, String kind) {
        endsBy("length", asking, kind);
    }

    @ParameterizedTest
    @MatrixRow("End by a content filter")
    void theEndByAFilterArrives(Asking asking, String kind) {
        endsBy("content_filter", asking, kind);
    }

    private static void endsBy(String ending, Asking asking, String kind) {
        String model = model(asking, ending, kind);
        UPSTREAM.answer(model, vendor(kind).ended("par", ending));
        for (boolean stream : new boolean[] {false, true}) {
            Asking.Heard heard = asked(asking, asking.hello(kind + "/" + model, stream), stream);
            assertThat(heard.ending()).as("stream %s", stream).isEqualTo(ending);
            assertThat(heard.text()).isEqualTo("par");
        }
    }

    @ParameterizedTest
    @MatrixRow("System prompts")
    void systemPromptsReachTheModel(Asking asking, String kind) {
        String model = model(asking, "system", kind);
        UPSTREAM.answer(model, vendor(kind).text("fine"));
        assertThat(asked(asking, asking.withSystem(kind + "/" + model, "be brief"), false)
                        .text())
                .isEqualTo("fine");
        assertThat(UPSTREAM.request(model).text())
                .contains("be brief")
                .containsAnyOf("\"system\"", "\"developer\"", "\"systemInstruction\"", "\"system_instruction\"");
    }

    @ParameterizedTest
    @MatrixRow("A tool that must be called")
    void thatAToolMustBeCalledReachesTheModel(Asking asking, String kind) {
        String model = model(asking, "must", kind);
        UPSTREAM.answer(model, vendor(kind).calls(ULM));
        Asking.Heard heard = asked(asking, asking.withToolThatMust(kind + "/" + model), false);
        assertThat(heard.calls()).hasSize(1);
        assertThat(UPSTREAM.request(model).text())
                .containsAnyOf("\"tool_choice\":\"required\"", "\"tool_choice\":{\"type\":\"any\"", "\"mode\":\"ANY\"");
    }

    @ParameterizedTest
    @MatrixRow("Reasoning, asked for")
    void howMuchToReasonReachesTheModel(Asking asking, String kind) {
        String model = model(asking, "effort", kind);
        UPSTREAM.answer(model, vendor(kind).reasoning("hm", "so"));
        Asking.Heard heard = asked(asking, asking.withEffort(kind + "/" + model), false);
        assertThat(heard.text()).isEqualTo("so");
        assertThat(UPSTREAM.request(model).text())
                .containsAnyOf("\"reasoning_effort\"", "\"thinking\":{", "\"thinkingConfig\"", "\"think\":");
    }

    @ParameterizedTest
    @MatrixRow("Stop sequences")
    void stopSequencesReachTheModel(Asking asking, String kind) {
        String model = model(asking, "stops", kind);
        UPSTREAM.answer(model, vendor(kind).text("fine"));
        asked(asking, asking.withStop(kind + "/" + model, "HALT"), false);
        assertThat(UPSTREAM.request(model).text()).containsPattern("\"stop(_sequences|Sequences)?\":(\\[)?\"HALT\"");
    }

    @ParameterizedTest
    @MatrixRow("An error in a stream")
    void anErrorInAStreamIsTold(Asking asking, String kind) {
        String model = model(asking, "late", kind);
        UPSTREAM.answer(model, vendor(kind).errorAfter("par", "the engine broke"));
        String body = SLUICE.client()
                .post(asking.path(), asking.hello(kind + "/" + model, true))
                .body();
        assertThat(body).contains("par", "error").doesNotContain("[DONE]", "message_stop", "response.completed");
    }

    @ParameterizedTest
    @MatrixRow("Golden recordings")
    void everyExchangeIsAsRecorded(Asking asking, String kind) {
        var told = new StringBuilder();
        TestingVendor vendor = vendor(kind);
        for (boolean stream : new boolean[] {false, true}) {
            record(told, asking, kind, "text", vendor.text("Hel", "lo"), asking::hello, stream);
            record(told, asking, kind, "calls", vendor.calls(ULM, ROM), asking::withTool, stream);
            record(told, asking, kind, "reasoning", vendor.reasoning("hm", "so"), asking::hello, stream);
            record(told, asking, kind, "cut short", vendor.ended("par", "length"), asking::hello, stream);
            record(told, asking, kind, "refusal", vendor.refusal(400, "too long"), asking::hello, stream);
        }
        record(told, asking, kind, "results", vendor.text("fine"), (model, any) -> asking.withResult(model), false);
        record(told, asking, kind, "image", vendor.text("a dot"), (model, any) -> asking.withImage(model), false);
        record(told, asking, kind, "schema", vendor.text("{\"a\":1}"), (model, any) -> asking.withSchema(model), false);
        record(told, asking, kind, "system", vendor.text("fine"), (model, any) -> asking.withSystem(model, "b"), false);
        record(told, asking, kind, "must", vendor.calls(ULM), (model, any) -> asking.withToolThatMust(model), false);
        record(told, asking, kind, "effort", vendor.text("fine"), (model, any) -> asking.withEffort(model), false);
        if (!kind.equals("ollama")) {
            var source = new TestingVendor.Source("https://a.example/1", "A");
            for (boolean stream : new boolean[] {false, true}) {
                record(told, asking, kind, "cited", vendor.cited(List.of("Hel", "lo"), source), asking::hello, stream);
            }
        }
        record(told, asking, kind, "lost", vendor.cutAfter("par"), asking::hello, true);
        record(told, asking, kind, "broken", vendor.errorAfter("par", "it broke"), asking::hello, true);
        TestingRecording.matches("matrix/" + asking.name().toLowerCase(Locale.ROOT) + "-" + kind, told.toString());
    }

    private static void record(
            StringBuilder told,
            Asking asking,
            String kind,
            String what,
            TestingAnswer answer,
            BiFunction<String, Boolean, String> question,
            boolean stream) {
        String name = what.replace(' ', '-') + (stream ? "-streamed" : "");
        String model = model(asking, name, "golden-" + kind);
        UPSTREAM.answer(model, answer);
        var response = SLUICE.client().post(asking.path(), question.apply(kind + "/" + model, stream));
        told.append("# ").append(what).append(stream ? ", streamed" : "").append('\n');
        for (TestingRequest request : UPSTREAM.requests(model)) {
            told.append("> ").append(request.path()).append('\n');
            told.append("> ").append(Json.sorted(request.text())).append('\n');
        }
        told.append("< ").append(response.statusCode()).append('\n');
        TestingRecording.lines(response.body())
                .forEach(line -> told.append("< ").append(line).append('\n'));
    }

    @ParameterizedTest
    @MatrixRow("JSON schema")
    void schemasReachTheModelAndAnswersFollowThem(Asking asking, String kind) {
        String model = model(asking, "schema", kind);
        UPSTREAM.answer(model, vendor(kind).text("{\"a\": ", "1}"));
        assertThat(Json.parse(asked(asking, asking.withSchema(kind + "/" + model), false)
                        .text()))
                .isEqualTo(Json.parse("{\"a\": 1}"));
        JsonNode sent = UPSTREAM.request(model).json();
        assertThat(sent.toString()).contains("\"required\":[\"a\"]");
    }

    @ParameterizedTest
    @MatrixRow("Repair of an answer that breaks its schema")
    void anAnswerThatBreaksItsSchemaIsRepairedOnce(Asking asking, String kind) {
        String model = model(asking, "repair", kind);
        UPSTREAM.answer(model, vendor(kind).text("{\"a\": 2}"));
        UPSTREAM.next(model, vendor(kind).text("certainly!"));
        assertThat(asked(asking, asking.withSchema(kind + "/" + model), false).text())
                .isEqualTo("{\"a\": 2}");
        assertThat(UPSTREAM.requests(model)).hasSize(2);
    }

    @ParameterizedTest
    @MatrixRow("Refusals")
    void aRefusalKeepsItsStatusAndItsWords(Asking asking, String kind) {
        String model = model(asking, "refusal", kind);
        UPSTREAM.answer(model, vendor(kind).refusal(400, "the context is too long"));
        var answer = SLUICE.client().post(asking.path(), asking.hello(kind + "/" + model, true));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(asking.refusal(answer)).contains("the context is too long");
    }

    @ParameterizedTest
    @MatrixRow("A stream that is cut")
    void aStreamThatIsCutDoesNotLookWhole(Asking asking, String kind) {
        String model = model(asking, "cut", kind);
        UPSTREAM.answer(model, vendor(kind).cutAfter("par"));
        String body = SLUICE.client()
                .post(asking.path(), asking.hello(kind + "/" + model, true))
                .body();
        assertThat(body).contains("par", "error").doesNotContain("[DONE]", "message_stop", "response.completed");
    }

    /// The same of the other two dialects stands in `NativeResponsesIT` and `MessagesIT`.
    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure"})
    void aChatPassesToTheByte(String kind) {
        String model = "bytes-" + kind;
        String sent = "{\"model\":\"" + kind + "/" + model
                + "\",\"messages\":[ {\"role\":\"user\", \"content\":\"h\\u00e9\"} ],\"unheard_of\": 1.10}";
        String told =
                "{ \"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"other\",\"choices\":[ {\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"\\u00e9\",\"refusal\":null},\"logprobs\":null,"
                        + "\"finish_reason\":\"stop\"}],\"unheard_of\": 1.10}";
        UPSTREAM.answer(model, TestingAnswers.json(told));
        assertThat(SLUICE.client().chat(sent).body())
                .isEqualTo(told.replaceFirst("}$", ",\"provider\":\"" + kind + "\"}"));
        assertThat(UPSTREAM.request(model).text()).isEqualTo(sent.replace(kind + "/", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "azure"})
    void theChunksOfAChatPassToTheByte(String kind) {
        String model = "chunks-" + kind;
        String head =
                "{ \"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"other\",\"choices\":[ {\"index\":0,";
        String first = head
                + "\"delta\":{\"role\":\"assistant\",\"content\":\"\\u00e9\"},\"x\": 1.10,\"finish_reason\":null}]}";
        String last = head + "\"delta\":{}, \"finish_reason\":\"stop\"}]}";
        UPSTREAM.answer(
                model,
                TestingAnswers.body(
                        200, "text/event-stream", "data: " + first + "\n\ndata: " + last + "\n\ndata: [DONE]\n\n"));
        assertThat(TestingRecording.said(SLUICE.client()
                        .chat(Json.chat(kind + "/" + model, true))
                        .body()))
                .containsExactly("data: " + first, "data: " + last, "data: [DONE]");
    }
}
