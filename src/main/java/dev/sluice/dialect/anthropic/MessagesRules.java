package dev.sluice.dialect.anthropic;

import static dev.sluice.dialect.shape.Shapes.anything;
import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;

/// What the body of `POST /v1/messages` must look like: Anthropic's parameters, and the gateway's own fields.
final class MessagesRules {
    private static final long LEAST_BUDGET = 1024;

    private static final ObjectShape SAMPLING = object().optional("temperature", number(0, 2))
            .optional("top_p", number(0, 1))
            .optional("top_k", integer(0, Integer.MAX_VALUE))
            .optional("stop_sequences", list(text(stop -> !stop.isEmpty(), "must not be empty")));

    private static final Shape THINKING = object().choice(
                    "type",
                    when("enabled", object().required("budget_tokens", integer(LEAST_BUDGET, Long.MAX_VALUE))),
                    when("adaptive", object()),
                    when("between_tools", object()),
                    when("disabled", object()))
            .optional("display", text());

    private static final Shape FORMAT =
            object().choice("type", when("json_schema", object().required("schema", object())));

    private static final ObjectShape OUTPUT = object().optional("stream", flag())
            .optional("thinking", THINKING)
            .optional("output_config", object().optional("effort", text()).optional("format", FORMAT))
            .optional("output_format", FORMAT);

    private static final ObjectShape ACCOUNT = object().optional("metadata", object().optional("user_id", text()))
            .optional("service_tier", text())
            .optional("inference_geo", text())
            .optional("speed", text())
            .optional("container", either(text(), object()))
            .optional("mcp_servers", list(object()))
            .optional("context_management", object())
            .optional("cache_control", object())
            .optional("diagnostics", object())
            .optional("betas", list(text()))
            .optional("user_profile_id", text())
            .optional("workspace_id", text())
            .optional("billing_policy", anything())
            .optional("fallbacks", anything());

    private static final ObjectShape MESSAGE = object().choice(
                    "role",
                    when("user", object().required("content", BlockRules.USER)),
                    when("assistant", object().required("content", BlockRules.ASSISTANT)),
                    when("system", object().required("content", BlockRules.SYSTEM)));

    /// What counting the tokens of a request needs.
    static final ObjectShape COUNTED = object().required(
                    "messages", list(MESSAGE).notEmpty())
            .optional("model", text(model -> !model.isEmpty(), "must not be empty"))
            .optional("max_tokens", integer(1, Long.MAX_VALUE))
            .optional("system", BlockRules.SYSTEM)
            .including(SAMPLING)
            .including(OUTPUT)
            .including(CallRules.SHAPE)
            .including(ACCOUNT)
            .including(GatewayFields.SHAPE);

    static final ObjectShape SHAPE =
            COUNTED.required("max_tokens", integer(1, Long.MAX_VALUE)).rule(MessagesRules::thinkingLeavesRoom);

    private MessagesRules() {}

    /// The budget is part of what the answer may have, unless the model thinks between calls of tools.
    private static void thinkingLeavesRoom(JsonNode body, Place place, Problems problems) {
        JsonNode budget = body.path("thinking").path("budget_tokens");
        JsonNode most = body.path("max_tokens");
        if (budget.isNumber()
                && most.isNumber()
                && body.path("tools").isEmpty()
                && budget.decimalValue().compareTo(most.decimalValue()) >= 0) {
            problems.add(Flaw.RANGE, place.member("thinking").member("budget_tokens"), "must be less than max_tokens");
        }
    }
}
