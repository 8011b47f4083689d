package dev.sluice.dialect.responses;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.map;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.refused;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.Shape;

/// What the body of `POST /v1/responses` must look like: OpenAI's parameters, and the gateway's own fields.
///
/// The words that an upstream gives meaning to (efforts, tiers, includes) are strings and no more: they travel.
final class ResponseRules {
    private static final int MOST_LOGPROBS = 20;

    private static final ObjectShape SAMPLING = object().optional("temperature", number(0, 2))
            .optional("top_p", number(0, 1))
            .optional("top_logprobs", integer(0, MOST_LOGPROBS))
            .optional("max_output_tokens", integer(1, Long.MAX_VALUE))
            .optional("max_tool_calls", integer(1, Long.MAX_VALUE))
            .optional("truncation", text());

    private static final Shape FORMAT = object().choice(
                    "type",
                    when("text", object()),
                    when("json_object", object()),
                    when(
                            "json_schema",
                            object().required("name", text())
                                    .required("schema", object())
                                    .optional("description", text())
                                    .optional("strict", flag())));

    private static final ObjectShape OUTPUT = object().optional("stream", flag())
            .optional("stream_options", object().optional("include_obfuscation", flag()))
            .optional("text", object().optional("format", FORMAT).optional("verbosity", text()))
            .optional(
                    "reasoning",
                    object().optional("effort", text())
                            .optional("summary", text())
                            .optional("generate_summary", text()))
            .optional("include", list(text()));

    private static final ObjectShape STATE = object().optional("store", flag())
            .optional("previous_response_id", text(id -> !id.isEmpty(), "must not be empty"))
            .optional("background", flag())
            .optional("prompt", object().required("id", text()))
            .optional("context_management", list(object().required("type", text())))
            .rule(ResponseRules::answersAtOnce);

    private static final ObjectShape ACCOUNT = object().optional("user", text())
            .optional("safety_identifier", text())
            .optional("metadata", map(text()))
            .optional("service_tier", text())
            .optional("prompt_cache_key", text())
            .optional("prompt_cache_retention", text())
            .optional("prompt_cache_options", object())
            .optional("moderation", object().required("model", text()));

    static final ObjectShape SHAPE = object().including(GatewayFields.SHAPE)
            .required(
                    "input",
                    either(
                            text(input -> !input.isEmpty(), "must not be empty"),
                            list(ItemRules.ITEM).notEmpty()))
            .optional("instructions", text())
            .optional("model", text(model -> !model.isEmpty(), "must not be empty"))
            .including(SAMPLING)
            .including(OUTPUT)
            .including(ResponseToolRules.SHAPE)
            .including(STATE)
            .including(ACCOUNT)
            // an account's conversations belong to every caller of the gateway that has their id
            .optional("conversation", refused("is not served; go on from a response by previous_response_id"));

    private ResponseRules() {}

    private static void answersAtOnce(JsonNode body, Place place, Problems problems) {
        if (body.path("background").asBoolean()) {
            problems.add(
                    Flaw.VALUE,
                    place.member("background"),
                    "must not be true: responses are answered at once or streamed, not in the background");
        }
    }
}
