package dev.sluice.dialect.openai;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.WireJson;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Exchanges the messages of a chat completion request; a message that stays keeps its bytes, and so does everything
/// else. Used by one thread.
final class MessageRewriting implements ChatRequest.Rewriting {
    private static final String MESSAGES = "messages";

    @Override
    public ChatRequest rewrite(ChatRequest request, List<Message> messages) {
        return rewritten(request, messages, known(request));
    }

    private static Map<Message, List<byte[]>> known(ChatRequest request) {
        List<byte[]> items = RawJson.items(RawJson.member(request.document(), MESSAGES));
        Map<Message, List<byte[]>> known = new IdentityHashMap<>();
        int place = 0;
        for (Message message : request.prompt().messages()) {
            known.put(message, List.of(items.get(place++)));
        }
        return known;
    }

    private static ChatRequest rewritten(
            ChatRequest request, List<Message> messages, Map<Message, List<byte[]>> known) {
        List<byte[]> items = new ArrayList<>();
        for (Message message : messages) {
            items.addAll(known.computeIfAbsent(message, MessageRewriting::written));
        }
        Document document = request.document().with(MESSAGES, RawJson.list(items));
        return request.retold(
                document, request.prompt().withMessages(messages), (next, others) -> rewritten(next, others, known));
    }

    private static List<byte[]> written(Message message) {
        List<byte[]> items = new ArrayList<>(1);
        PromptMessageWriter.messages(List.of(message)).forEach(item -> items.add(WireJson.bytes(item)));
        return items;
    }
}
