package dev.sluice.dialect.anthropic;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
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
import java.util.regex.Pattern;

/// What the blocks of a message must look like.
///
/// A type that stands in [#ONE] is checked; any other may only be one of the kind that Anthropic's own servers make
/// and take back (`server_tool_use`, `web_search_tool_result` and their like), and travels.
final class BlockRules {
    private static final Pattern SERVERS_OWN =
            Pattern.compile("server_tool_use|[a-z0-9_]+_tool_result|mcp_tool_use|container_upload|compaction"
                    + "|tool_reference|browser_state|fallback");

    private static final ObjectShape TEXT = object().required("text", text());

    private static final Shape ADDRESS = text(
            url -> !url.regionMatches(true, 0, "data:", 0, 5) && ImageUrl.valid(url), "must be an http(s) address");

    private static final Shape BYTES =
            text(data -> ImageUrl.valid("data:image/any;base64," + data), "must be valid base64");

    private static final ObjectShape IMAGE = object().required(
                    "source",
                    object().choice(
                                    "type",
                                    when(
                                            "base64",
                                            object().required(
                                                            "media_type",
                                                            word("image/jpeg", "image/png", "image/gif", "image/webp"))
                                                    .required("data", BYTES)),
                                    when("url", object().required("url", ADDRESS)),
                                    when("file", object().required("file_id", text()))));

    private static final ObjectShape DOCUMENT = object().required(
                    "source",
                    object().choice(
                                    "type",
                                    when(
                                            "base64",
                                            object().required("media_type", text())
                                                    .required("data", BYTES)),
                                    when("text", object().required("data", text())),
                                    when("content", object().required("content", either(text(), list(object())))),
                                    when("url", object().required("url", ADDRESS)),
                                    when("file", object().required("file_id", text()))))
            .optional("title", text())
            .optional("context", text());

    private static final ObjectShape FOUND = object().required("source", text())
            .required("title", text())
            .required("content", list(object().required("text", text())));

    private static final Shape RESULT_PART = block(
            new Known("text", TEXT),
            new Known("image", IMAGE),
            new Known("document", DOCUMENT),
            new Known("search_result", FOUND));

    private static final ObjectShape TOOL_RESULT = object().required(
                    "tool_use_id", text(id -> !id.isEmpty(), "must not be empty"))
            .optional("content", either(text(), list(RESULT_PART)))
            .optional("is_error", flag());

    private static final ObjectShape TOOL_USE = object().required("id", text(id -> !id.isEmpty(), "must not be empty"))
            .required("name", text(name -> !name.isEmpty(), "must not be empty"))
            .required("input", object());

    static final Shape USER = either(
            text(),
            list(block(
                            new Known("text", TEXT),
                            new Known("image", IMAGE),
                            new Known("document", DOCUMENT),
                            new Known("search_result", FOUND),
                            new Known("tool_result", TOOL_RESULT)))
                    .notEmpty());

    static final Shape ASSISTANT = either(
            text(),
            list(block(
                    new Known("text", TEXT),
                    new Known("image", IMAGE),
                    new Known("document", DOCUMENT),
                    new Known("tool_use", TOOL_USE),
                    new Known("thinking", object().required("thinking", text()).optional("signature", text())),
                    new Known("redacted_thinking", object().required("data", text())))));

    static final Shape SYSTEM = either(text(), list(block(new Known("text", TEXT))));

    /// One type of block, and what must hold for it.
    private record Known(String type, ObjectShape shape) {}

    private BlockRules() {}

    private static ObjectShape block(Known... known) {
        return object().required("type", text()).rule((value, place, problems) -> look(value, place, problems, known));
    }

    private static void look(JsonNode block, Place place, Problems problems, Known... known) {
        JsonNode type = block.path("type");
        for (Known one : known) {
            if (type.asText().equals(one.type)) {
                one.shape.look(block, place, problems);
                return;
            }
        }
        if (type.isTextual() && !SERVERS_OWN.matcher(type.textValue()).matches()) {
            var words = new StringBuilder("must be one of ");
            for (Known one : known) {
                words.append(one == known[0] ? "" : ", ").append(one.type);
            }
            problems.add(Flaw.ENUMERATION, place.member("type"), words + " here");
        }
    }
}
