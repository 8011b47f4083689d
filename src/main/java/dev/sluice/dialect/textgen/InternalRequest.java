package dev.sluice.dialect.textgen;

import static dev.sluice.dialect.shape.Shapes.anything;
import static dev.sluice.dialect.shape.Shapes.atLeast;
import static dev.sluice.dialect.shape.Shapes.either;
import static dev.sluice.dialect.shape.Shapes.flag;
import static dev.sluice.dialect.shape.Shapes.integer;
import static dev.sluice.dialect.shape.Shapes.list;
import static dev.sluice.dialect.shape.Shapes.number;
import static dev.sluice.dialect.shape.Shapes.object;
import static dev.sluice.dialect.shape.Shapes.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.dialect.shape.GatewayFields;
import dev.sluice.dialect.shape.ModelId;
import dev.sluice.dialect.shape.ObjectShape;
import dev.sluice.dialect.shape.Place;
import dev.sluice.dialect.shape.Problems;
import dev.sluice.dialect.shape.SamplerFields;
import dev.sluice.dialect.shape.Shape;
import dev.sluice.exchange.Document;
import java.util.Optional;

/// The body of a request to one of the endpoints below `/v1/internal`.
public enum InternalRequest {
    ENCODE(aimed().required("text", text())),
    DECODE(aimed().required("tokens", list(integer(0, Integer.MAX_VALUE)))),
    LOGITS(aimed().including(SamplerFields.SHAPE)
            .required("prompt", text(prompt -> !prompt.isEmpty(), "must not be empty"))
            .optional("use_samplers", flag())
            .optional("top_logits", integer(1, Limits.MOST_LOGITS))
            .optional("temperature", atLeast(0))
            .optional("top_p", number(0, 1))
            .optional("frequency_penalty", number(-2, 2))
            .optional("presence_penalty", number(-2, 2))
            .optional("max_tokens", integer(1, Long.MAX_VALUE))),
    CHAT_PROMPT(aimed().including(GatewayFields.SHAPE)
            .required("messages", list(Limits.MESSAGE).notEmpty())
            .optional("tools", list(object()))
            .optional("add_generation_prompt", flag())
            .optional("chat_template_kwargs", object())
            .optional("bos_token", text())
            .optional("eos_token", text())),
    LOAD(object().required("model_name", Limits.NAME)
            .optional("args", object())
            .optional("settings", object())
            .optional("instruction_template", text())
            .optional("instruction_template_str", text())),
    UNLOAD(object().optional("model_name", Limits.NAME)),
    LORAS(object().optional("lora_names", list(text())));

    private final ObjectShape rules;

    InternalRequest(ObjectShape rules) {
        this.rules = rules;
    }

    private static ObjectShape aimed() {
        return object().optional("model", Limits.NAME).optional("provider", text());
    }

    /// @param body JSON in UTF-8
    /// @throws dev.sluice.exchange.RefusedException where the body breaks a rule, or its model id could name no
    ///     model
    public ObjectNode read(byte[] body) {
        ObjectNode tree = Document.parse(body).tree();
        var problems = new Problems();
        rules.check(tree, Place.BODY, problems);
        problems.refuse();
        named(tree, "model");
        named(tree, "model_name");
        return tree;
    }

    /// The model that a member names.
    public static Optional<String> named(ObjectNode tree, String member) {
        return Optional.ofNullable(tree.path(member).textValue()).map(ModelId::require);
    }

    private static final class Limits {
        static final long MOST_LOGITS = 1000;
        static final Shape NAME = text(name -> !name.isEmpty(), "must not be empty");

        /// A template may be made for messages that no upstream would take.
        static final Shape MESSAGE = object().required("role", text())
                .optional("content", either(text(), list(object().required("type", text()))))
                .optional("tool_calls", list(object().optional("function", anything())));

        private Limits() {}
    }
}
