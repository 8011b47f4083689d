package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.map;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;
import static dev.sluice.dialect.shape.Shapes.when;
import static dev.sluice.dialect.shape.Shapes.word;

import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.SamplerFields;
import dev.sluice.dialect.shape.Shape;

/// What the body of `POST /v1/chat/completions` must look like: OpenAI's parameters, and the gateway's own fields.
///
/// The words that an upstream gives meaning to (voices, efforts, tiers) are strings and no more: they travel.
final class ChatRules {
    private static final int MOST_CHOICES = 128;
    private static final int MOST_LOGPROBS = 20;
    private static final int MOST_STOPS = 4;

    private static final ObjectShape SAMPLING = object().optional("temperature", number(0, 2))
            .optional("top_p", number(0, 1))
            .optional("presence_penalty", number(-2, 2))
            .optional("frequency_penalty", number(-2, 2))
            .optional("n", integer(1, MOST_CHOICES))
            .optional("logprobs", flag())
            .optional("top_logprobs", integer(0, MOST_LOGPROBS))
            .optional("logit_bias", map(integer(-100, 100)))
            .optional("max_tokens", integer(1, Long.MAX_VALUE))
            .optional("max_completion_tokens", integer(1, Long.MAX_VALUE))
            .optional("stop", either(text(), list(text()).sized(0, MOST_STOPS)))
            .optional("seed", integer(Long.MIN_VALUE, Long.MAX_VALUE));

    private static final ObjectShape SCHEMA = object().required("name", text())
            .required("schema", object())
            .optional("description", text())
            .optional("strict", flag());

    private static final Shape RESPONSE_FORMAT = object().choice(
                    "type",
                    when("text", object()),
                    when("json_object", object()),
                    when("json_schema", object().required("json_schema", SCHEMA)));

    private static final Shape AUDIO = object().required("format", word("wav", "aac", "mp3", "flac", "opus", "pcm16"))
            .optional("voice", either(text(), object().required("id", text())));

    private static final ObjectShape OUTPUT = object().optional("stream", flag())
            .optional(
                    "stream_options",
                    object().optional("include_usage", flag()).optional("include_obfuscation", flag()))
            .optional("response_format", RESPONSE_FORMAT)
            .optional("modalities", list(text()))
            .optional("audio", AUDIO)
            .optional("prediction", object().required("type", text()).required("content", MessageRules.CONTENT))
            .optional("reasoning_effort", text())
            .optional("verbosity", text());

    private static final ObjectShape ACCOUNT = object().optional("user", text())
            .optional("safety_identifier", text())
            .optional("metadata", object())
            .optional("store", flag())
            .optional("service_tier", text())
            .optional("prompt_cache_key", text())
            .optional("prompt_cache_retention", text())
            .optional("prompt_cache_options", object())
            .optional("moderation", object().required("model", text()))
            .optional(
                    "web_search_options",
                    object().optional("user_location", object()).optional("search_context_size", text()));

    static final ObjectShape SHAPE = object().required(
                    "messages", list(MessageRules.MESSAGE).notEmpty())
            .optional("model", text(model -> !model.isEmpty(), "must not be empty"))
            .including(SAMPLING)
            .including(OUTPUT)
            .including(ToolRules.SHAPE)
            .including(ACCOUNT)
            .including(SamplerFields.SHAPE)
            .including(GatewayFields.SHAPE);

    private ChatRules() {}
}
