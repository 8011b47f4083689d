package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/// A call of a function, its arguments piece by piece.
final class OpenCall extends OpenItem {
    private final StringBuilder arguments = new StringBuilder();
    private final String name;

    OpenCall(EventLine line, ArrayNode output, int index, @Nullable String id, @Nullable String name) {
        super(line, output, index, "function_call", "fc_");
        this.name = name == null ? "" : name;
        item.put("call_id", id == null ? ResponseId.made("call_") : id);
        item.put("name", this.name);
        item.put("arguments", "");
        begin();
    }

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
