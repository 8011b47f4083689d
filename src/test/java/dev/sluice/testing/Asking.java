package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The three ways in which callers ask for the same thing, and how each reads what comes back.
public enum Asking {
    CHAT("/v1/chat/completions"),
    RESPONSES("/v1/responses"),
    MESSAGES("/v1/messages");

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"],\"additionalProperties\":false}";
    private static final String PARAMETERS = "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}";
    public static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final String path;

    Asking(String path) {
        this.path = path;
    }

    public String path() {
        return path;
    }

    /// What an answer says, whichever way it came.
    ///
    /// @param ending `stop`, `length`, `content_filter` or `tool_calls`
    /// @param sources on which parts of the text rest
    public record Heard(
            String text,
            String thought,
            List<TestingChat.Call> calls,
            String ending,
            long input,
            long output,
            List<Source> sources) {}

    /// @param words the part of the text that rests on it
    public record Source(String url, String title, String words) {}

    public String hello(String model, boolean stream) {
        return body(model, stream, "\"hi\"", "");
    }

    /// One that begins with what the model should know of its task.
    public String withSystem(String model, String system) {
        return switch (this) {
            case CHAT ->
                hello(model, false)
                        .replace(
                                "\"messages\":[",
                                "\"messages\":[{\"role\":\"system\",\"content\":" + Json.write(system) + "},");
            case RESPONSES -> body(model, false, "\"hi\"", ",\"instructions\":" + Json.write(system));
            case MESSAGES -> body(model, false, "\"hi\"", ",\"system\":" + Json.write(system));
        };
    }

    /// One whose answer should end before these words; no part of it where the dialect has no such wish.
    public String withStop(String model, String stop) {
        String list = "[" + Json.write(stop) + "]";
        return switch (this) {
            case CHAT -> body(model, false, "\"hi\"", ",\"stop\":" + list);
            case RESPONSES -> hello(model, false);
            case MESSAGES -> body(model, false, "\"hi\"", ",\"stop_sequences\":" + list);
        };
    }

    /// One that wants the model to think before it answers.
    public String withEffort(String model) {
        String effort = switch (this) {
            case CHAT -> ",\"reasoning_effort\":\"high\"";
            case RESPONSES -> ",\"reasoning\":{\"effort\":\"high\"}";
            case MESSAGES -> ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}";
        };
        return body(model, false, "\"hi\"", effort).replace("\"max_tokens\":99", "\"max_tokens\":9999");
    }

    /// One that offers a tool.
    public String withTool(String model, boolean stream) {
        return body(model, stream, "\"hi\"", tools());
    }

    /// One that wants a tool to be called.
    public String withToolThatMust(String model) {
        String choice = this == MESSAGES ? "{\"type\":\"any\"}" : "\"required\"";
        return body(model, false, "\"hi\"", tools() + ",\"tool_choice\":" + choice);
    }

    private String tools() {
        String tool = switch (this) {
            case CHAT ->
                "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"description\":\"d\",\"parameters\":"
                        + PARAMETERS + "}}";
            case RESPONSES ->
                "{\"type\":\"function\",\"name\":\"weather\",\"description\":\"d\",\"parameters\":" + PARAMETERS + "}";
            case MESSAGES -> "{\"name\":\"weather\",\"description\":\"d\",\"input_schema\":" + PARAMETERS + "}";
        };
        return ",\"tools\":[" + tool + "]";
    }

    /// One that tells a call of before and what the tool answered.
    public String withResult(String model) {
        String head = "{\"model\":\"" + model + "\",";
        return switch (this) {
            case CHAT ->
                head + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":null,"
                        + "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\","
                        + "\"arguments\":\"{\\\"city\\\":\\\"Ulm\\\"}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"sunny\"}]}";
            case RESPONSES ->
                head
                        + "\"input\":[{\"role\":\"user\",\"content\":\"hi\"},{\"type\":\"function_call\",\"call_id\":\"call_1\","
                        + "\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Ulm\\\"}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"sunny\"}]}";
            case MESSAGES ->
                head + "\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\","
                        + "\"content\":[{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"weather\",\"input\":{\"city\":\"Ulm\"}}]},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"call_1\",\"content\":\"sunny\"}]}]}";
        };
    }

    /// One with an image of one pixel.
    public String withImage(String model) {
        String content = switch (this) {
            case CHAT ->
                "[{\"type\":\"text\",\"text\":\"look\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,"
                        + IMAGE + "\"}}]";
            case RESPONSES ->
                "[{\"type\":\"input_text\",\"text\":\"look\"},{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,"
                        + IMAGE + "\"}]";
            case MESSAGES ->
                "[{\"type\":\"text\",\"text\":\"look\"},{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\""
                        + IMAGE + "\"}}]";
        };
        return body(model, false, content, "");
    }

    /// One that wants its answer to follow a schema; the schema wants an integer `a`.
    public String withSchema(String model) {
        String format = switch (this) {
            case CHAT ->
                ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":" + SCHEMA
                        + "}}";
            case RESPONSES ->
                ",\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\",\"schema\":" + SCHEMA + "}}";
            case MESSAGES -> ",\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":" + SCHEMA + "}}";
        };
        return body(model, false, "\"hi\"", format);
    }

    private String body(String model, boolean stream, String content, String more) {
        String head = "{\"model\":\"" + model + "\",\"stream\":" + stream;
        String message = "[{\"role\":\"user\",\"content\":" + content + "}]";
        return switch (this) {
            case CHAT ->
                head + ",\"messages\":" + message + (stream ? ",\"stream_options\":{\"include_usage\":true}" : "")
                        + more + "}";
            case RESPONSES -> head + ",\"input\":" + message + more + "}";
            case MESSAGES -> head + ",\"max_tokens\":99,\"messages\":" + message + more + "}";
        };
    }

    /// Reads a good answer.
    public Heard heard(HttpResponse<String> answer, boolean stream) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        List<JsonNode> events = stream ? events(answer.body()) : List.of(Json.parse(answer.body()));
        return switch (this) {
            case CHAT -> chat(events, stream);
            case RESPONSES -> response(stream ? events.getLast().path("response") : events.getFirst());
            case MESSAGES -> message(stream ? MessageFold.of(events) : events.getFirst());
        };
    }

    /// The message of a refusal.
    public String refusal(HttpResponse<String> answer) {
        return Json.parse(answer.body()).at("/error/message").asText();
    }

    private static List<JsonNode> events(String body) {
        List<JsonNode> events = new ArrayList<>();
        body.lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> events.add(Json.parse(line.substring(6))));
        return events;
    }

    private static Heard chat(List<JsonNode> events, boolean stream) {
        var text = new StringBuilder();
        var thought = new StringBuilder();
        Map<Integer, String[]> calls = new TreeMap<>();
        List<JsonNode> annotations = new ArrayList<>();
        String ending = "";
        JsonNode usage = Json.parse("{}");
        for (JsonNode event : events) {
            JsonNode said = event.at(stream ? "/choices/0/delta" : "/choices/0/message");
            text.append(said.path("content").asText(""));
            thought.append(said.path("reasoning_content").asText(""));
            said.path("annotations").forEach(one -> annotations.add(one.path("url_citation")));
            int position = 0;
            for (JsonNode call : said.path("tool_calls")) {
                String[] parts =
                        calls.computeIfAbsent(call.path("index").asInt(position++), any -> new String[] {"", "", ""});
                parts[0] += call.path("id").asText("");
                parts[1] += call.at("/function/name").asText("");
                parts[2] += call.at("/function/arguments").asText("");
            }
            ending = event.at("/choices/0/finish_reason").asText(ending);
            usage = event.hasNonNull("usage") ? event.path("usage") : usage;
        }
        return new Heard(
                text.toString(),
                thought.toString(),
                calls.values().stream()
                        .map(call -> new TestingChat.Call(call[0], call[1], call[2]))
                        .toList(),
                ending,
                usage.path("prompt_tokens").asLong(),
                usage.path("completion_tokens").asLong(),
                sources(text.toString(), annotations));
    }

    private static List<Source> sources(String text, Iterable<JsonNode> annotations) {
        List<Source> sources = new ArrayList<>();
        for (JsonNode one : annotations) {
            int from = text.offsetByCodePoints(0, one.path("start_index").asInt(-1));
            int to = text.offsetByCodePoints(0, one.path("end_index").asInt(-1));
            sources.add(new Source(one.path("url").asText(), one.path("title").asText(), text.substring(from, to)));
        }
        return sources;
    }

    private static Heard response(JsonNode response) {
        List<Source> sources = new ArrayList<>();
        var text = new StringBuilder();
        var thought = new StringBuilder();
        List<TestingChat.Call> calls = new ArrayList<>();
        for (JsonNode item : response.path("output")) {
            item.path("content")
                    .forEach(part -> (item.path("type").asText().equals("reasoning") ? thought : text)
                            .append(part.path("text")
                                    .asText(part.path("refusal").asText(""))));
            item.path("content")
                    .forEach(part -> sources.addAll(sources(part.path("text").asText(), part.path("annotations"))));
            item.path("summary")
                    .forEach(part -> thought.append(part.path("text").asText("")));
            if (item.path("type").asText().equals("function_call")) {
                calls.add(new TestingChat.Call(
                        item.path("call_id").asText(),
                        item.path("name").asText(),
                        item.path("arguments").asText()));
            }
        }
        String why = response.at("/incomplete_details/reason").asText("");
        String ending = switch (why) {
            case "max_output_tokens" -> "length";
            case "content_filter" -> "content_filter";
            default -> calls.isEmpty() ? "stop" : "tool_calls";
        };
        return new Heard(
                text.toString(),
                thought.toString(),
                calls,
                ending,
                response.at("/usage/input_tokens").asLong(),
                response.at("/usage/output_tokens").asLong(),
                sources);
    }

    private static Heard message(JsonNode message) {
        List<Source> sources = new ArrayList<>();
        var text = new StringBuilder();
        var thought = new StringBuilder();
        List<TestingChat.Call> calls = new ArrayList<>();
        for (JsonNode block : message.path("content")) {
            text.append(block.path("text").asText(""));
            thought.append(block.path("thinking").asText(""));
            block.path("citations")
                    .forEach(one -> sources.add(new Source(
                            one.path("url").asText(),
                            one.path("title").asText(),
                            block.path("text").asText())));
            if (block.path("type").asText().equals("tool_use")) {
                calls.add(new TestingChat.Call(
                        block.path("id").asText(),
                        block.path("name").asText(),
                        block.path("input").toString()));
            }
        }
        Map<String, String> endings = new LinkedHashMap<>(Map.of(
                "end_turn", "stop", "max_tokens", "length", "refusal", "content_filter", "tool_use", "tool_calls"));
        JsonNode usage = message.path("usage");
        return new Heard(
                text.toString(),
                thought.toString(),
                calls,
                endings.getOrDefault(message.path("stop_reason").asText(), "?"),
                usage.path("input_tokens").asLong()
                        + usage.path("cache_read_input_tokens").asLong()
                        + usage.path("cache_creation_input_tokens").asLong(),
                usage.path("output_tokens").asLong(),
                sources);
    }
}
