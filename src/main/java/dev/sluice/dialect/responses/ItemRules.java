package dev.sluice.dialect.responses;

import static dev.sluice.dialect.shape.Shapes.anything;
import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;
import static dev.sluice.dialect.shape.Shapes.word;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.ImageUrl;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the items of a response's input must look like. The types that only an upstream of this dialect understands are
/// known by name and otherwise travel.
final class ItemRules {
    static final String MESSAGE = "message";
    static final String CALL = "function_call";
    static final String CALL_OUTPUT = "function_call_output";
    static final String CUSTOM_CALL = "custom_tool_call";
    static final String CUSTOM_OUTPUT = "custom_tool_call_output";
    static final String REASONING = "reasoning";
    static final String REFERENCE = "item_reference";

    private static final List<String> HOSTED = List.of(
            "file_search_call",
            "computer_call",
            "computer_call_output",
            "web_search_call",
            "tool_search_call",
            "tool_search_output",
            "additional_tools",
            "compaction",
            "compaction_trigger",
            "image_generation_call",
            "code_interpreter_call",
            "local_shell_call",
            "local_shell_call_output",
            "shell_call",
            "shell_call_output",
            "apply_patch_call",
            "apply_patch_call_output",
            "mcp_list_tools",
            "mcp_approval_request",
            "mcp_approval_response",
            "mcp_call",
            "program",
            "program_output");

    private static final ObjectShape IMAGE = object().optional(
                    "image_url",
                    text(ImageUrl::valid, "must be an http(s) address, or data:image/...;base64 with valid base64"))
            .optional("file_id", text())
            .optional("detail", text())
            .rule((image, place, problems) -> oneOf(image, place, problems, "image_url", "file_id"));

    private static final ObjectShape FILE = object().optional("file_data", text())
            .optional("file_id", text())
            .optional("file_url", text(ItemRules::webAddress, "must be an http(s) address"))
            .optional("filename", text())
            .rule((file, place, problems) -> oneOf(file, place, problems, "file_data", "file_id", "file_url"));

    private static final ObjectShape AUDIO =
            object().required("input_audio", object().required("data", text()).required("format", word("wav", "mp3")));

    private static final ObjectShape TEXT = object().required("text", text());

    static final Shape PART = object().choice(
                    "type",
                    when("input_text", TEXT),
                    when("input_image", IMAGE),
                    when("input_file", FILE),
                    when("input_audio", AUDIO),
                    when("output_text", TEXT),
                    when("refusal", object().required("refusal", text())));

    private static final Shape CONTENT = either(text(), list(PART).notEmpty());

    private static final ObjectShape OUTPUT = object().required(
                    "call_id", text(id -> !id.isEmpty(), "must not be empty"))
            .required("output", either(text(), list(PART)))
            .optional("id", text());

    private static final Map<String, ObjectShape> ITEMS = Map.of(
            MESSAGE,
            object().required("role", word("user", "assistant", "system", "developer"))
                    .required("content", CONTENT)
                    .optional("id", text())
                    .optional("status", text())
                    .optional("phase", text()),
            CALL,
            object().required("call_id", text())
                    .required("name", text())
                    .required("arguments", text())
                    .optional("id", text()),
            CALL_OUTPUT,
            OUTPUT,
            CUSTOM_CALL,
            object().required("call_id", text())
                    .required("name", text())
                    .required("input", text())
                    .optional("id", text()),
            CUSTOM_OUTPUT,
            OUTPUT,
            REASONING,
            object().required("summary", list(TEXT))
                    .optional("content", list(TEXT))
                    .optional("encrypted_content", text())
                    .optional("id", text()),
            REFERENCE,
            object().required("id", text()));

    private static final Shape TYPE = word(
            Stream.concat(ITEMS.keySet().stream().sorted(), HOSTED.stream()).toArray(String[]::new));

    /// One item; its type may be left out where the rest tells it.
    static final Shape ITEM = object().optional("type", anything()).rule(ItemRules::look);

    private ItemRules() {}

    /// The type of an item, which messages and references may leave out; empty where nothing tells it.
    static String type(JsonNode item) {
        JsonNode type = item.path("type");
        if (type.isTextual()) {
            return type.textValue();
        }
        return item.hasNonNull("role") ? MESSAGE : item.hasNonNull("id") ? REFERENCE : "";
    }

    private static void look(JsonNode item, Place place, Problems problems) {
        if (item.hasNonNull("type")) {
            TYPE.check(item.path("type"), place.member("type"), problems);
        }
        String type = type(item);
        if (type.isEmpty() && !item.hasNonNull("type")) {
            problems.add(Flaw.MISSING, place.member("type"), "is required");
        }
        ObjectShape shape = ITEMS.get(type);
        if (shape != null) {
            shape.look(item, place, problems);
        }
    }

    private static void oneOf(JsonNode part, Place place, Problems problems, String... names) {
        if (Stream.of(names).noneMatch(part::hasNonNull)) {
            problems.add(Flaw.MISSING, place, "needs " + String.join(" or ", names));
        }
    }

    private static boolean webAddress(String url) {
        return ImageUrl.valid(url) && !url.regionMatches(true, 0, "data:", 0, 5);
    }
}
