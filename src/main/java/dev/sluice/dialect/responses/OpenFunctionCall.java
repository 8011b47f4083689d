package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/// A call of a function.
final class OpenFunctionCall extends OpenCall {
    private static final ItemKind KIND = new ItemKind(ItemRules.CALL, "fc_", "arguments");

    OpenFunctionCall(EventLine line, ArrayNode output, int index, @Nullable String id, @Nullable String name) {
        super(line, output, index, KIND, id, name);
    }

    @Override
    void add(String delta) {
        arguments.append(delta);
        if (!delta.isEmpty()) {
            line.add(event("response.function_call_arguments.delta").put("delta", delta));
        }
    }

    @Override
    void close() {
        item.put("arguments", arguments.toString());
        line.add(event("response.function_call_arguments.done")
                .put("name", name)
                .put("arguments", arguments.toString()));
    }
}
