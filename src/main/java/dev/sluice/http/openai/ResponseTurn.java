package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.batch.BatchEndpoint;
import dev.sluice.conversation.ResponseStore;
import dev.sluice.conversation.StoredItem;
import dev.sluice.conversation.StoredResponse;
import dev.sluice.dialect.responses.InputItems;
import dev.sluice.dialect.responses.ResponseEvent;
import dev.sluice.dialect.responses.ResponseId;
import dev.sluice.dialect.responses.ResponseRequestReader;
import dev.sluice.dialect.responses.ResponseWriter;
import dev.sluice.dialect.shape.FileReferences;
import dev.sluice.dispatch.Dispatched;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.WireJson;
import dev.sluice.http.Bodies;
import dev.sluice.http.Call;
import dev.sluice.http.EventWriter;
import dev.sluice.http.FileParts;
import dev.sluice.http.Incoming;
import dev.sluice.http.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenAI's responses: one turn, made for one request, which it remembers what it goes on from.
final class ResponseTurn implements Protocol, ChatLines.Turn {
    private static final System.Logger LOG = System.getLogger("dev.sluice.http");

    private final ResponseStore store;
    private final OpenResponses open;
    private final FileParts files;
    private final Clock clock;
    private @Nullable String previous;
    private List<JsonNode> own = List.of();
    private boolean keeps;

    ResponseTurn(ResponseStore store, OpenResponses open, FileParts files, Clock clock) {
        this.files = files;
        this.store = store;
        this.open = open;
        this.clock = clock;
    }

    @Override
    public ChatRequest read(Incoming incoming) {
        return read(
                Bodies.json(incoming), incoming.travelling(), incoming.call().owner());
    }

    @Override
    public ChatRequest read(BatchEndpoint.Line line) {
        return read(line.body(), Map.of(), line.owner());
    }

    private ChatRequest read(byte[] json, Map<String, String> headers, String owner) {
        ChatRequest request = ResponseRequestReader.read(json, headers);
        JsonNode tree = request.document().tree();
        keeps = tree.path("store").asBoolean(true);
        previous = tree.hasNonNull("previous_response_id")
                ? tree.path("previous_response_id").asText()
                : null;
        List<JsonNode> given = InputItems.of(request);
        own = given.stream().map(item -> resolved(owner, item)).toList();
        List<JsonNode> shown = own.stream().map(item -> shown(owner, item)).toList();
        if (previous == null && shown.equals(given)) {
            return request;
        }
        List<JsonNode> earlier =
                earlier(owner).stream().map(item -> shown(owner, item)).toList();
        return ResponseRequestReader.continuing(request, earlier, shown);
    }

    /// What is kept names the file; what is sent holds it.
    private JsonNode shown(String owner, JsonNode item) {
        return FileReferences.in(item)
                ? files.inside(WireJson.list().add(item), owner).get(0)
                : item;
    }

    private List<JsonNode> earlier(String owner) {
        List<JsonNode> items = new ArrayList<>();
        if (previous != null) {
            store.said(owner, previous).forEach(item -> items.add(InputItems.read(item.body())));
        }
        return items;
    }

    private JsonNode resolved(String owner, JsonNode item) {
        Optional<String> id = InputItems.reference(item);
        if (id.isEmpty()) {
            return item;
        }
        return store.item(owner, id.get())
                .map(kept -> InputItems.read(kept.body()))
                .orElseThrow(() -> new RefusedException(
                        new Failure.NotFound("The item that input refers to by its id does not exist.")));
    }

    @Override
    public byte[] whole(Call call, ChatRequest request, Dispatched begun) {
        return whole(call.owner(), call.trail().requestId(), request, begun);
    }

    @Override
    public byte[] write(BatchEndpoint.Line line, ChatRequest request, Dispatched begun) {
        return whole(line.owner(), line.requestId(), request, begun);
    }

    private byte[] whole(String owner, String requestId, ChatRequest request, Dispatched begun) {
        ResponseWriter writer = writer(request, begun);
        List<ResponseEvent> untold = new ArrayList<>(0);
        for (ReplyEvent event = begun.reply().next();
                event != null;
                event = begun.reply().next()) {
            writer.write(event, untold);
        }
        ObjectNode response = writer.end(untold);
        byte[] json = writer.whole();
        keep(owner, requestId, begun, response, json);
        return json;
    }

    private ResponseWriter writer(ChatRequest request, Dispatched begun) {
        return new ResponseWriter(request, previous, begun.provider(), begun.model(), clock);
    }

    @Override
    public EventWriter events(Call call, ChatRequest request, Dispatched begun) {
        ResponseWriter writer = writer(request, begun);
        return new ResponseStream(
                call,
                open,
                writer,
                response -> keep(call.owner(), call.trail().requestId(), begun, response, writer.whole()));
    }

    /// An answer is given even where it cannot be kept: it has been paid for.
    private void keep(String owner, String requestId, Dispatched begun, ObjectNode response, byte[] json) {
        if (!keeps) {
            return;
        }
        String id = response.path("id").asText();
        List<StoredItem> items = new ArrayList<>();
        own.forEach(item -> items.add(new StoredItem(InputItems.id(item), true, item.toString())));
        InputItems.answered(response)
                .forEach(item -> items.add(new StoredItem(InputItems.id(item), false, item.toString())));
        var stored = new StoredResponse(
                id,
                owner,
                previous,
                begun.provider(),
                !ResponseId.madeHere(id),
                new String(json, StandardCharsets.UTF_8),
                clock.instant());
        try {
            store.keep(stored, items);
        } catch (RefusedException away) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "request " + requestId + ": its response could not be kept: " + away.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "request " + requestId + ": its response could not be kept", e);
        }
    }
}
