package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import org.jspecify.annotations.Nullable;

/// One tool call of a message, gathered from its pieces.
final class CompletionCall {
    private final StringBuilder arguments = new StringBuilder();
    private final ObjectNode others = WireJson.object();
    private String id = "";
    private String name = "";

    void add(JsonNode piece) throws WireFormatException {
        if (!(piece instanceof ObjectNode object)) {
            throw new WireFormatException("sent a tool call that is not an object");
        }
        JsonNode function = object.path("function");
        add(
                object.path("id").asText(""),
                function.path("name").asText(""),
                function.path("arguments").asText(""));
        object.properties().forEach(member -> {
            switch (member.getKey()) {
                case "index", "id", "type", "function" -> {}
                default -> others.set(member.getKey(), member.getValue());
            }
        });
    }

    void add(@Nullable String ownId, @Nullable String function, String more) {
        if (id.isEmpty() && ownId != null) {
            id = ownId;
        }
        if (name.isEmpty() && function != null) {
            name = function;
        }
        arguments.append(more);
    }

    ObjectNode json() {
        ObjectNode call = WireJson.object();
        call.put("id", id.isEmpty() ? StreamIdentity.random("call_", 24) : id);
        call.put("type", "function");
        ObjectNode function = call.putObject("function");
        function.put("name", name);
        function.put("arguments", arguments.toString());
        call.setAll(others);
        return call;
    }
}
