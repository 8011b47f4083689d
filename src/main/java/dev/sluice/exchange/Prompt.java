package dev.sluice.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a model is given, in no dialect's words: for translation between dialects. The model's name and whether the
/// reply is streamed belong to the [ChatRequest].
///
/// @param messages at least one; system messages stand where the caller put them
/// @param toolChoice null = unsaid
/// @param parallelTools whether several tools may be called at once; null = unsaid
/// @param user the caller's word for the person it asks for; null = unsaid
/// @param others members of the caller's document that its dialect does not know, for kinds that know some of them
public record Prompt(
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelTools,
        Sampling sampling,
        OutputFormat format,
        Reasoning reasoning,
        @Nullable String user,
        Map<String, JsonNode> others) {
    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        others = new LinkedHashMap<>(others);
    }

    /// A prompt of messages and nothing else.
    public static Prompt of(List<Message> messages) {
        return new Prompt(
                messages,
                List.of(),
                null,
                null,
                Sampling.UNSAID,
                new OutputFormat.Text(),
                Reasoning.UNSAID,
                null,
                Map.of());
    }

    /// The same with other messages.
    public Prompt withMessages(List<Message> changed) {
        return new Prompt(changed, tools, toolChoice, parallelTools, sampling, format, reasoning, user, others);
    }

    /// The same with a free answer.
    public Prompt withFormat(OutputFormat changed) {
        return new Prompt(messages, tools, toolChoice, parallelTools, sampling, changed, reasoning, user, others);
    }

    /// The same without tools.
    public Prompt withoutTools() {
        return new Prompt(messages, List.of(), null, null, sampling, format, reasoning, user, others);
    }

    /// The same with one more instruction, put before all other messages but the system's own.
    public Prompt instructed(String instruction) {
        List<Message> all = new ArrayList<>(messages);
        int at = 0;
        while (at < all.size() && all.get(at).role() == Role.SYSTEM) {
            at++;
        }
        all.add(at, Message.of(Role.SYSTEM, instruction));
        return withMessages(all);
    }

    /// The texts of all system messages, joined by blank lines; empty where there are none.
    public String system() {
        return messages.stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .map(Message::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    /// The name of the tool that a result belongs to, found by the call's id.
    public Optional<String> toolOf(String id) {
        return messages.stream()
                .flatMap(message -> message.parts().stream())
                .filter(part -> part instanceof Part.ToolUse use && use.id().equals(id))
                .map(part -> ((Part.ToolUse) part).name())
                .reduce((first, second) -> second);
    }
}
