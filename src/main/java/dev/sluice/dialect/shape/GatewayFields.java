package dev.sluice.dialect.shape;

import static dev.sluice.dialect.shape.Shapes.anything;
import static dev.sluice.dialect.shape.Shapes.atLeast;
import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.refused;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.word;

import java.util.Set;

/// The members of a request that speak to the gateway and not to a model. Callers of G4F and text-generation-webui
/// send them; no upstream ever sees one.
public final class GatewayFields {
    private static final String OPERATOR_ONLY =
            "is not for callers: addresses and keys of upstreams are the operator's";

    private static final int LONGEST_ID = 200;

    private static final ObjectShape ROUTING = object().optional("provider", text())
            .optional("proxy", text())
            .optional("api_key", refused(OPERATOR_ONLY))
            .optional("api_base", refused(OPERATOR_ONLY))
            .optional("base_url", refused(OPERATOR_ONLY))
            .optional("custom_host", refused(OPERATOR_ONLY))
            .optional("timeout", atLeast(0))
            .optional("stream_timeout", atLeast(0))
            .optional("extra_body", object())
            .optional("raw", flag());

    private static final ObjectShape CONVERSATION = object().optional(
                    "conversation_id",
                    text(id -> id.length() <= LONGEST_ID, "must have at most " + LONGEST_ID + " characters"))
            .optional("conversation", object())
            .optional(
                    "web_search",
                    either(flag(), text(), object().optional("query", text()).optional("max_results", integer(1, 10))))
            .optional("tool_emulation", flag())
            .optional("tool_calls", list(anything()))
            .optional("image", text())
            .optional("image_name", text())
            .optional("images", list(anything()))
            .optional("media", list(anything()))
            .optional("download_media", flag());

    private static final ObjectShape PERSONA = object().optional("mode", word("instruct", "chat", "chat-instruct"))
            .optional("character", text())
            .optional("name1", text())
            .optional("name2", text())
            .optional("user_name", text())
            .optional("bot_name", text())
            .optional("context", text())
            .optional("greeting", text())
            .optional("user_bio", text())
            .optional("chat_instruct_command", text())
            .optional("instruction_template", text())
            .optional("instruction_template_str", text())
            .optional("chat_template_str", text())
            .optional("continue_", flag())
            .optional("preset", text());

    /// What they must look like.
    public static final ObjectShape SHAPE = ROUTING.including(CONVERSATION).including(PERSONA);

    /// The names that never reach an upstream.
    public static final Set<String> NAMES = SHAPE.names();

    /// Those that a form has as texts and that stand for numbers.
    public static final Set<String> NUMBERS = Set.of("timeout", "stream_timeout");

    /// Those that a form has as texts and that stand for true or false.
    public static final Set<String> FLAGS = Set.of("raw", "download_media", "tool_emulation", "continue_");

    private GatewayFields() {}
}
