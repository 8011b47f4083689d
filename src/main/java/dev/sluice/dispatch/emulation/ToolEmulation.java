package dev.sluice.dispatch.emulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Tool;
import dev.sluice.exchange.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Calls of tools by words alone, for providers and models without them. Only where a request asks for it with
/// `tool_emulation`.
public final class ToolEmulation {
    static final String OPEN = "<tool_call>";
    static final String CLOSE = "</tool_call>";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ToolEmulation() {}

    public static boolean concerns(ChatRequest request) {
        return request.document().tree().path("tool_emulation").booleanValue();
    }

    /// The request with its tools told in words.
    public static ChatRequest worded(ChatRequest request) {
        return request.saying(worded(request.prompt()));
    }

    /// The reply to a worded request, with calls made of its words.
    public static ReplyStream read(ReplyStream reply, ChatRequest request) {
        List<String> names = request.prompt().tools().stream().map(Tool::name).collect(Collectors.toList());
        return names.isEmpty() || request.prompt().toolChoice() instanceof ToolChoice.None
                ? reply
                : new EmulatedCalls(reply, names);
    }

    static Prompt worded(Prompt prompt) {
        Prompt spoken = prompt.withoutTools()
                .withMessages(prompt.messages().stream()
                        .map(message -> spoken(message, prompt))
                        .toList());
        if (prompt.tools().isEmpty() || prompt.toolChoice() instanceof ToolChoice.None) {
            return spoken;
        }
        return spoken.instructed(manual(prompt));
    }

    private static String manual(Prompt prompt) {
        String duty = switch (prompt.toolChoice()) {
            case ToolChoice.Required() -> "You must call at least one tool now.";
            case ToolChoice.Named(String tool) -> "You must call the tool " + tool + " now.";
            case null, default -> "Call a tool where it helps; else answer as usual.";
        };
        String several = Boolean.FALSE.equals(prompt.parallelTools())
                ? " Make one call at most in each answer."
                : " You may make several calls in one answer.";
        return "You can call these tools:\n" + listed(prompt.tools()) + "\nTo call one, write exactly\n" + OPEN
                + "{\"name\": \"the tool\", \"arguments\": {…}}" + CLOSE
                + "\nand end your answer after the calls; the results come in the next message. " + duty + several;
    }

    private static String listed(List<Tool> tools) {
        ArrayNode list = MAPPER.createArrayNode();
        for (Tool tool : tools) {
            ObjectNode row = list.addObject().put("name", tool.name()).put("description", tool.description());
            row.set("parameters", tool.parameters());
        }
        return list.toString();
    }

    /// Earlier calls and their results, as if they had been words from the beginning.
    private static Message spoken(Message message, Prompt prompt) {
        List<Part> parts = new ArrayList<>(message.parts().size());
        for (Part part : message.parts()) {
            switch (part) {
                case Part.ToolUse use -> parts.add(new Part.Text(written(use)));
                case Part.ToolResult result -> {
                    parts.add(new Part.Text(written(result, prompt)));
                    result.parts().stream()
                            .filter(one -> !(one instanceof Part.Text))
                            .forEach(parts::add);
                }
                default -> parts.add(part);
            }
        }
        return new Message(message.role() == Role.TOOL ? Role.USER : message.role(), parts, message.name());
    }

    private static String written(Part.ToolUse use) {
        String name = MAPPER.getNodeFactory().textNode(use.name()).toString();
        return OPEN + "{\"name\": " + name + ", \"arguments\": " + use.arguments() + "}" + CLOSE;
    }

    private static String written(Part.ToolResult result, Prompt prompt) {
        String tool = prompt.toolOf(result.id()).orElse("tool");
        return "<tool_result tool=\"" + tool + "\"" + (result.failed() ? " failed=\"true\"" : "") + ">" + result.text()
                + "</tool_result>";
    }
}
