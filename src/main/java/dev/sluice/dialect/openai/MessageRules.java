package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Addresses;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.ImageUrl;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;

/// What the messages of a chat must look like.
final class MessageRules {
    private static final String GIVEN =
            "must be base64, a data: address or an http(s) address; files of the gateway's machine are not read";

    private static final ObjectShape IMAGE = object().required(
                    "url",
                    text(
                            ImageUrl::valid,
                            "must be an http(s) address, data:image/...;base64 with valid base64, or the base64 of a"
                                    + " PNG, JPEG, WebP or GIF; files of the gateway's machine are not read"))
            .optional("detail", text());

    private static final ObjectShape AUDIO = object().required("data", text(MessageRules::given, GIVEN))
            .optional("format", word("wav", "mp3"))
            .rule((audio, place, problems) -> {
                if (!audio.hasNonNull("format")
                        && !Addresses.web(audio.path("data").asText())) {
                    problems.add(Flaw.MISSING, place.member("format"), "is required");
                }
            });

    private static final ObjectShape FILE = object().optional("file_data", text(MessageRules::given, GIVEN))
            .optional("file_id", text())
            .optional("filename", text())
            .rule(MessageRules::fileNamesItsContent);

    private static final Shape PART = object().choice(
                    "type",
                    when("text", object().required("text", text())),
                    when("image_url", object().required("image_url", IMAGE)),
                    when("input_audio", object().required("input_audio", AUDIO)),
                    when("file", object().required("file", FILE)),
                    when("refusal", object().required("refusal", text())));

    static final Shape CONTENT = either(text(), list(PART).notEmpty());

    private static final ObjectShape FUNCTION_CALL =
            object().required("name", text()).required("arguments", text());

    private static final Shape TOOL_CALL = object().required("id", text())
            .choice(
                    "type",
                    when("function", object().required("function", FUNCTION_CALL)),
                    when(
                            "custom",
                            object().required(
                                            "custom",
                                            object().required("name", text()).required("input", text()))));

    private static final ObjectShape SPOKEN =
            object().required("content", CONTENT).optional("name", text());

    private static final ObjectShape ASSISTANT = object().optional("content", CONTENT)
            .optional("name", text())
            .optional("refusal", text())
            .optional("audio", object().required("id", text()))
            .optional("tool_calls", list(TOOL_CALL))
            .optional("function_call", FUNCTION_CALL)
            .rule(MessageRules::assistantSaysSomething);

    static final Shape MESSAGE = object().choice(
                    "role",
                    when("system", SPOKEN),
                    when("developer", SPOKEN),
                    when("user", SPOKEN),
                    when("assistant", ASSISTANT),
                    when("tool", SPOKEN.required("tool_call_id", text(id -> !id.isEmpty(), "must not be empty"))),
                    when("function", object().optional("content", text()).required("name", text())));

    private MessageRules() {}

    private static boolean given(String told) {
        return told.regionMatches(true, 0, "data:", 0, 5) || Addresses.web(told) || Addresses.bare(told);
    }

    private static void fileNamesItsContent(JsonNode file, Place place, Problems problems) {
        if (!file.hasNonNull("file_data") && !file.hasNonNull("file_id")) {
            problems.add(Flaw.MISSING, place, "needs file_data or file_id");
        }
    }

    private static void assistantSaysSomething(JsonNode message, Place place, Problems problems) {
        boolean calls = !message.path("tool_calls").isEmpty() || message.hasNonNull("function_call");
        if (!message.hasNonNull("content")
                && !calls
                && !message.hasNonNull("audio")
                && !message.hasNonNull("refusal")) {
            problems.add(
                    Flaw.MISSING,
                    place.member("content"),
                    "is required where the message has no tool_calls, function_call, audio or refusal");
        }
    }
}
