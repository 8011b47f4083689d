package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/// A tool that a request offers and its caller runs, a function or a [CustomTool]. Those of a namespace are
/// known to other models by both names, since none but OpenAI's has such groups.
///
/// @param namespace empty for none
record OfferedTool(String namespace, JsonNode tool) {
    private static final String BETWEEN = "__";

    /// The tools of a request by the names under which a model knows them, in order.
    static Map<String, OfferedTool> of(JsonNode tools) {
        Map<String, OfferedTool> offered = new LinkedHashMap<>();
        for (JsonNode tool : tools) {
            if (tool.path("type").asText().equals("namespace")) {
                String namespace = tool.path("name").asText();
                tool.path("tools").forEach(inner -> add(new OfferedTool(namespace, inner), offered));
            } else {
                add(new OfferedTool("", tool), offered);
            }
        }
        return offered;
    }

    private static void add(OfferedTool tool, Map<String, OfferedTool> offered) {
        if (tool.custom() || tool.tool.path("type").asText().equals("function")) {
            offered.putIfAbsent(known(tool.namespace, tool.name()), tool);
        }
    }

    static String known(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + (namespace.endsWith(BETWEEN) ? "" : BETWEEN) + name;
    }

    String name() {
        return tool.path("name").asText();
    }

    boolean custom() {
        return tool.path("type").asText().equals(CustomTool.TYPE);
    }
}
