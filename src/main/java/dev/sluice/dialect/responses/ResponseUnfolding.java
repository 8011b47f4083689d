package dev.sluice.dialect.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Tells a response that came whole as the events of a stream.
final class ResponseUnfolding {
    private final EventLine line;
    private final ObjectNode response;

    ResponseUnfolding(EventLine line, ObjectNode response) {
        this.line = line;
        this.response = response;
    }

    void write() {
        ObjectNode begun = response.deepCopy();
        begun.put("status", "in_progress");
        begun.putNull("incomplete_details");
        begun.putArray("output");
        begun.remove("usage");
        tell("response.created", begun);
        tell("response.in_progress", begun);
        int index = 0;
        for (JsonNode item : response.path("output")) {
            item(item, index++);
        }
        boolean whole = !response.path("status").asText().equals("incomplete");
        tell(whole ? "response.completed" : "response.incomplete", response);
    }

    private void tell(String type, ObjectNode told) {
        ObjectNode event = EventLine.of(type);
        event.set("response", told.deepCopy());
        line.add(event);
    }

    private void item(JsonNode item, int index) {
        item("response.output_item.added", begun(item), index);
        switch (item.path("type").asText()) {
            case "function_call" -> arguments(item, index);
            case "custom_tool_call" -> input(item, index);
            case "message", "reasoning" -> {
                int place = 0;
                for (JsonNode part : item.path("content")) {
                    part(item, part, index, place++);
                }
                place = 0;
                for (JsonNode part : item.path("summary")) {
                    summary(item, part, index, place++);
                }
            }
            default -> {}
        }
        item("response.output_item.done", item, index);
    }

    private void item(String type, JsonNode item, int index) {
        ObjectNode event = EventLine.of(type).put("output_index", index);
        event.set("item", item);
        line.add(event);
    }

    private static JsonNode begun(JsonNode item) {
        ObjectNode begun = item.deepCopy();
        switch (item.path("type").asText()) {
            case "message" -> begun.put("status", "in_progress").putArray("content");
            case "function_call" -> begun.put("status", "in_progress").put("arguments", "");
            case "custom_tool_call" -> begun.put("status", "in_progress").put("input", "");
            case "reasoning" -> {
                begun.putArray("summary");
                begun.remove("content");
            }
            default -> {}
        }
        return begun;
    }

    private void arguments(JsonNode item, int index) {
        String arguments = item.path("arguments").asText();
        line.add(at("response.function_call_arguments.delta", item, index).put("delta", arguments));
        line.add(at("response.function_call_arguments.done", item, index)
                .put("name", item.path("name").asText())
                .put("arguments", arguments));
    }

    private void input(JsonNode item, int index) {
        String input = item.path("input").asText();
        line.add(at("response.custom_tool_call_input.delta", item, index).put("delta", input));
        line.add(at("response.custom_tool_call_input.done", item, index).put("input", input));
    }

    private void part(JsonNode item, JsonNode part, int index, int place) {
        String type = part.path("type").asText();
        boolean refused = type.equals("refusal");
        String member = refused ? "refusal" : "text";
        ObjectNode empty = part.deepCopy();
        empty.put(member, "");
        if (empty.has("annotations")) {
            empty.putArray("annotations");
        }
        ObjectNode added = at("response.content_part.added", item, index).put("content_index", place);
        added.set("part", empty);
        line.add(added);
        String words = part.path(member).asText();
        ObjectNode delta = at("response." + type + ".delta", item, index).put("content_index", place);
        ObjectNode done = at("response." + type + ".done", item, index).put("content_index", place);
        if (type.equals("output_text")) {
            delta.putArray("logprobs");
            done.putArray("logprobs");
        }
        line.add(delta.put("delta", words));
        annotations(item, part, index, place);
        line.add(done.put(member, words));
        ObjectNode whole = at("response.content_part.done", item, index).put("content_index", place);
        whole.set("part", part);
        line.add(whole);
    }

    private void annotations(JsonNode item, JsonNode part, int index, int place) {
        int position = 0;
        for (JsonNode annotation : part.path("annotations")) {
            ObjectNode added = at("response.output_text.annotation.added", item, index)
                    .put("content_index", place)
                    .put("annotation_index", position++);
            added.set("annotation", annotation);
            line.add(added);
        }
    }

    private void summary(JsonNode item, JsonNode part, int index, int place) {
        String words = part.path("text").asText();
        ObjectNode added =
                at("response.reasoning_summary_part.added", item, index).put("summary_index", place);
        added.set("part", ((ObjectNode) part.deepCopy()).put("text", ""));
        line.add(added);
        line.add(at("response.reasoning_summary_text.delta", item, index)
                .put("summary_index", place)
                .put("delta", words));
        line.add(at("response.reasoning_summary_text.done", item, index)
                .put("summary_index", place)
                .put("text", words));
        ObjectNode done =
                at("response.reasoning_summary_part.done", item, index).put("summary_index", place);
        done.set("part", part);
        line.add(done);
    }

    private static ObjectNode at(String type, JsonNode item, int index) {
        return EventLine.of(type).put("item_id", item.path("id").asText()).put("output_index", index);
    }
}
