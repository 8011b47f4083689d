package dev.sluice.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.JsonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

/// OpenAI's first form of tools (`functions`, `function_call`, messages of the role `function`), turned into the form
/// that followed it. Calls had no ids then: each function message answers the earliest open call of its name.
final class LegacyFunctions {
    private static final byte[] FUNCTION = text("\"function\"");

    private final Map<String, Queue<byte[]>> open = new HashMap<>();
    private int calls;

    private LegacyFunctions() {}

    /// The members to exchange in a document; `functions` and `function_call` themselves are then to be left out.
    static Map<String, byte[]> upgraded(Document document) {
        JsonNode tree = document.tree();
        var members = new LinkedHashMap<String, byte[]>();
        if (tree.hasNonNull("functions")) {
            members.put("tools", tools(RawJson.member(document, "functions")));
        }
        if (tree.hasNonNull("function_call")) {
            members.put("tool_choice", choice(RawJson.member(document, "function_call")));
        }
        if (speaksOfFunctions(tree.path("messages"))) {
            members.put("messages", new LegacyFunctions().messages(RawJson.member(document, "messages"), tree));
        }
        return members;
    }

    private static boolean speaksOfFunctions(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.hasNonNull("function_call") || answers(message)) {
                return true;
            }
        }
        return false;
    }

    private static boolean answers(JsonNode message) {
        return message.path("role").asText().equals("function");
    }

    private static byte[] tools(byte[] functions) {
        return RawJson.list(
                RawJson.items(functions).stream().map(LegacyFunctions::tool).toList());
    }

    private static byte[] tool(byte[] function) {
        return RawJson.object(ordered("type", FUNCTION, "function", function));
    }

    private static byte[] choice(byte[] functionCall) {
        return functionCall[0] == '{' ? tool(functionCall) : functionCall;
    }

    private byte[] messages(byte[] messages, JsonNode tree) {
        List<byte[]> upgraded = new ArrayList<>();
        int at = 0;
        for (byte[] raw : RawJson.items(messages)) {
            JsonNode message = tree.path("messages").path(at++);
            if (answers(message)) {
                upgraded.add(answer(message, RawJson.members(raw)));
            } else if (message.hasNonNull("function_call")) {
                upgraded.add(call(message, RawJson.members(raw)));
            } else {
                upgraded.add(raw);
            }
        }
        return RawJson.list(upgraded);
    }

    private byte[] call(JsonNode message, Map<String, byte[]> members) {
        byte[] id = nextId();
        open.computeIfAbsent(message.path("function_call").path("name").asText(), name -> new ArrayDeque<>())
                .add(id);
        byte[] function = Objects.requireNonNull(members.remove("function_call"));
        byte[] call = RawJson.object(ordered("id", id, "type", FUNCTION, "function", function));
        List<byte[]> toolCalls = new ArrayList<>();
        if (message.path("tool_calls").isArray()) {
            toolCalls.addAll(RawJson.items(Objects.requireNonNull(members.get("tool_calls"))));
        }
        toolCalls.add(call);
        members.put("tool_calls", RawJson.list(toolCalls));
        return RawJson.object(members);
    }

    private byte[] answer(JsonNode message, Map<String, byte[]> members) {
        Queue<byte[]> waiting = open.get(message.path("name").asText());
        byte[] id = waiting == null ? null : waiting.poll();
        members.put("role", text("\"tool\""));
        members.put("tool_call_id", id == null ? nextId() : id);
        if (!message.hasNonNull("content")) {
            members.put("content", text("\"\""));
        }
        return RawJson.object(members);
    }

    private byte[] nextId() {
        calls++;
        return JsonText.quoted("call_" + calls);
    }

    private static Map<String, byte[]> ordered(String name, byte[] value, Object... more) {
        var members = new LinkedHashMap<String, byte[]>();
        members.put(name, value);
        for (int i = 0; i < more.length; i += 2) {
            members.put((String) more[i], (byte[]) more[i + 1]);
        }
        return members;
    }

    private static byte[] text(String json) {
        return json.getBytes(UTF_8);
    }
}
