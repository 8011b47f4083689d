package dev.sluice.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.exchange.Citation;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireFormatException;
import dev.sluice.exchange.WireJson;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers the pieces of a reply into one chat completion.
final class CompletionFold {
    private final String model;
    private final Clock clock;
    private final Map<Integer, CompletionChoice> choices = new TreeMap<>();
    private final ObjectNode others = WireJson.object();
    private @Nullable StreamIdentity identity;
    private ObjectNode usage = UsageWriter.json(Usage.NONE);
    private long size;

    CompletionFold(String model, Clock clock) {
        this.model = model;
        this.clock = clock;
    }

    boolean isEmpty() {
        return choices.isEmpty();
    }

    void chunk(byte[] json) throws IOException {
        grow(json.length);
        ObjectNode chunk = WireJson.object(json);
        if (identity == null) {
            identity = StreamIdentity.of(chunk, model, clock);
        }
        for (Map.Entry<String, JsonNode> member : chunk.properties()) {
            switch (member.getKey()) {
                case "id", "object", "created", "model", "provider", "obfuscation" -> {}
                case "choices" -> choices(member.getValue());
                case "usage" -> usage(member.getValue());
                default -> other(member.getKey(), member.getValue());
            }
        }
    }

    private void choices(JsonNode list) throws WireFormatException {
        int position = 0;
        for (JsonNode choice : list) {
            int index = ChunkChoices.index(choice.get("index"), position++, ChunkChoices.LIMIT);
            choice(index).add(choice);
        }
    }

    private void usage(JsonNode reported) {
        if (reported instanceof ObjectNode counts && !counts.isEmpty()) {
            usage = counts;
        }
    }

    private void other(String name, JsonNode value) {
        if (!value.isNull()) {
            others.set(name, value);
        }
    }

    void text(int choice, String name, String delta) throws WireFormatException {
        grow(delta.length());
        choice(choice).text(name, delta);
    }

    void cited(int choice, Citation citation) throws WireFormatException {
        grow(citation.size());
        choice(choice).cited(citation);
    }

    void signed(int choice, String signature) throws WireFormatException {
        grow(signature.length());
        choice(choice).signed(signature);
    }

    void sealed(int choice, String data) throws WireFormatException {
        grow(data.length());
        choice(choice).detail(ReasoningDetails.sealed(data));
    }

    void tool(ReplyEvent.ToolCall call) throws WireFormatException {
        grow(call.arguments().length());
        choice(call.choice()).tool(call.index(), call.id(), call.name(), call.arguments());
    }

    void finish(int choice, String reason) {
        choice(choice).finish(reason);
    }

    void spend(Usage spent, ReplyEvent.@Nullable Chunk chunk) throws IOException {
        usage = chunk != null && WireJson.object(chunk.json()).get("usage") instanceof ObjectNode own
                ? own
                : UsageWriter.json(spent);
        UsageWriter.complete(usage, spent);
    }

    private CompletionChoice choice(int index) {
        return choices.computeIfAbsent(index, any -> new CompletionChoice());
    }

    private void grow(int by) throws WireFormatException {
        size += by;
        if (size > CompletionWriter.LIMIT) {
            throw new WireFormatException("sent an answer of more than " + (CompletionWriter.LIMIT >> 20) + " MB");
        }
    }

    ObjectNode json() {
        StreamIdentity known = identity == null ? StreamIdentity.made(model, clock) : identity;
        ObjectNode answer = known.message(StreamIdentity.COMPLETION);
        ArrayNode list = answer.putArray("choices");
        choices.forEach((index, choice) -> list.add(choice.json(index)));
        answer.set("usage", usage);
        answer.setAll(others);
        return answer;
    }
}
