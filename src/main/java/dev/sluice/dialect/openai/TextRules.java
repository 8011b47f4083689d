package dev.sluice.dialect.openai;

import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.map;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.dialect.shape.Flaw;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.SamplerFields;
import dev.sluice.dialect.shape.Shape;

/// What the body of `POST /v1/completions` must look like. Beside OpenAI's `prompt` it may have the `messages` of
/// text-generation-webui.
final class TextRules {
    private static final int MOST_CHOICES = 128;
    private static final int MOST_LOGPROBS = 20;
    private static final int MOST_CANDIDATES = 20;
    private static final int MOST_STOPS = 4;

    private static final Shape TOKEN = integer(0, Integer.MAX_VALUE);
    private static final Shape WORDS = text(prompt -> !prompt.isEmpty(), "must not be empty");
    private static final Shape PROMPT =
            either(WORDS, list(either(WORDS, TOKEN, list(TOKEN).notEmpty())).notEmpty());

    private static final ObjectShape SAMPLING = object().optional("temperature", number(0, 2))
            .optional("top_p", number(0, 1))
            .optional("presence_penalty", number(-2, 2))
            .optional("frequency_penalty", number(-2, 2))
            .optional("n", integer(1, MOST_CHOICES))
            .optional("best_of", integer(0, MOST_CANDIDATES))
            .optional("logprobs", integer(0, MOST_LOGPROBS))
            .optional("logit_bias", map(number(-100, 100)))
            .optional("max_tokens", integer(0, Long.MAX_VALUE))
            .optional("stop", either(text(), list(text()).sized(0, MOST_STOPS)))
            .optional("seed", integer(Long.MIN_VALUE, Long.MAX_VALUE));

    static final ObjectShape SHAPE = object().optional("prompt", PROMPT)
            .optional("messages", list(MessageRules.MESSAGE).notEmpty())
            .optional("model", text(model -> !model.isEmpty(), "must not be empty"))
            .optional("suffix", text())
            .optional("echo", flag())
            .optional("stream", flag())
            .optional(
                    "stream_options",
                    object().optional("include_usage", flag()).optional("include_obfuscation", flag()))
            .optional("user", text())
            .including(SAMPLING)
            .including(SamplerFields.SHAPE)
            .including(GatewayFields.SHAPE)
            .rule(TextRules::somethingIsAsked)
            .rule(TextRules::promptsAreOfOneKind)
            .rule(TextRules::somethingIsWritten)
            .rule(TextRules::candidatesSuffice);

    private TextRules() {}

    private static void somethingIsAsked(JsonNode body, Place place, Problems problems) {
        if (!body.hasNonNull("prompt") && !body.hasNonNull("messages")) {
            problems.add(Flaw.MISSING, place.member("prompt"), "is required where there are no messages");
        }
    }

    private static void promptsAreOfOneKind(JsonNode body, Place place, Problems problems) {
        JsonNode prompt = body.path("prompt");
        if (prompt.isArray() && !prompt.isEmpty()) {
            var type = prompt.get(0).getNodeType();
            for (JsonNode one : prompt) {
                if (one.getNodeType() != type) {
                    problems.add(
                            Flaw.TYPE,
                            place.member("prompt"),
                            "must hold texts, tokens or lists of tokens, not several of them");
                    return;
                }
            }
        }
    }

    /// Nothing but the prompt itself, for its probabilities, may be asked for.
    private static void somethingIsWritten(JsonNode body, Place place, Problems problems) {
        JsonNode most = body.path("max_tokens");
        boolean shown = body.path("echo").booleanValue() || body.hasNonNull("logprobs");
        if (most.isNumber() && most.decimalValue().signum() == 0 && !shown) {
            problems.add(Flaw.VALUE, place.member("max_tokens"), "must be 1 at least");
        }
    }

    private static void candidatesSuffice(JsonNode body, Place place, Problems problems) {
        JsonNode candidates = body.path("best_of");
        if (candidates.isNumber()
                && candidates.asLong() > 0
                && candidates.asLong() < body.path("n").asLong(1)) {
            problems.add(Flaw.VALUE, place.member("best_of"), "must not be less than n");
        }
    }
}
