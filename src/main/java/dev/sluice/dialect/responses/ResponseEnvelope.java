package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.WireJson;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The response that a request gets before anything was answered: who it is, and what was asked for.
final class ResponseEnvelope {
    /// What is given back as it was asked for, and null where nothing was said.
    private static final List<String> ECHOED = List.of(
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "top_p",
            "safety_identifier",
            "prompt_cache_key");

    private ResponseEnvelope() {}

    /// @param asked the request's members
    /// @param previous the response that this one goes on from, null for none
    static ObjectNode json(ObjectNode asked, @Nullable String previous, String model, Clock clock) {
        ObjectNode response = WireJson.object()
                .put("id", ResponseId.response())
                .put("object", "response")
                .put("created_at", clock.instant().getEpochSecond())
                .put("status", "in_progress")
                .put("background", false);
        response.putNull("error").putNull("incomplete_details");
        ECHOED.forEach(name -> response.set(name, asked.hasNonNull(name) ? asked.get(name) : response.nullNode()));
        response.put("model", model);
        response.putArray("output");
        response.put("parallel_tool_calls", asked.path("parallel_tool_calls").asBoolean(true));
        response.put("previous_response_id", previous);
        response.set("reasoning", reasoning(asked.path("reasoning")));
        response.put("service_tier", "default");
        response.put("store", asked.path("store").asBoolean(true));
        response.set("text", text(asked.path("text")));
        JsonNode choice = asked.path("tool_choice");
        response.set("tool_choice", choice.isObject() ? spoken(choice) : response.textNode(choice.asText("auto")));
        tools(asked.path("tools"), response);
        response.put("top_logprobs", asked.path("top_logprobs").asInt(0));
        response.put(
                "truncation",
                asked.hasNonNull("truncation") ? asked.path("truncation").asText() : "disabled");
        if (asked.hasNonNull("user")) {
            response.set("user", asked.get("user"));
        }
        response.set("metadata", asked.hasNonNull("metadata") ? asked.get("metadata") : WireJson.object());
        return response;
    }

    private static ObjectNode reasoning(JsonNode asked) {
        ObjectNode reasoning = WireJson.object();
        for (String name : List.of("effort", "summary")) {
            reasoning.put(name, WireJson.text(asked.path(name)));
        }
        return reasoning;
    }

    private static ObjectNode text(JsonNode asked) {
        ObjectNode text = WireJson.object();
        JsonNode format = asked.path("format");
        text.set(
                "format", format.isObject() ? spoken(format) : WireJson.object().put("type", "text"));
        text.put("verbosity", asked.path("verbosity").asText("medium"));
        return text;
    }

    private static void tools(JsonNode asked, ObjectNode response) {
        var tools = response.putArray("tools");
        for (JsonNode tool : asked) {
            ObjectNode echoed = spoken(tool);
            if (tool.path("type").asText().equals("function")) {
                for (String name : List.of("parameters", "strict")) {
                    if (!echoed.has(name)) {
                        echoed.putNull(name);
                    }
                }
            }
            tools.add(echoed);
        }
    }

    /// The members of an object that are not null: null is the same as absent.
    private static ObjectNode spoken(JsonNode object) {
        ObjectNode spoken = WireJson.object();
        object.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                spoken.set(member.getKey(), member.getValue());
            }
        });
        return spoken;
    }
}
