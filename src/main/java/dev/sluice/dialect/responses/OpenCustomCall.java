package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/// A call of a [CustomTool]. Its text is told when it is whole: until then it is JSON that is not finished.
final class OpenCustomCall extends OpenCall {
    private static final ItemKind KIND = new ItemKind(ItemRules.CUSTOM_CALL, "ctc_", "input");

    OpenCustomCall(EventLine line, ArrayNode output, int index, @Nullable String id, @Nullable String name) {
        super(line, output, index, KIND, id, name);
    }

    @Override
    void add(String delta) {
        arguments.append(delta);
    }

    @Override
    void close() {
        String input = CustomTool.input(arguments.toString());
        item.put("input", input);
        line.add(event("response.custom_tool_call_input.delta").put("delta", input));
        line.add(event("response.custom_tool_call_input.done").put("input", input));
    }
}
