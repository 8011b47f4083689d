package dev.sluice.dispatch;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.ContentFetch;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Brings the images of one request here that stand at addresses, for providers that need their bytes; each address is
/// asked once, however many targets are tried. Used by one thread.
final class ShownImages {
    private final ContentFetch fetch;
    private final Map<String, Content> fetched = new HashMap<>();

    ShownImages(ContentFetch fetch) {
        this.fetch = fetch;
    }

    /// @throws RefusedException where an image cannot be had
    ChatRequest here(ChatRequest request, ChatProvider provider, Attempt attempt) {
        if (!provider.needsBytes() || provider.speaks(request.dialect())) {
            return request;
        }
        Prompt prompt = request.prompt();
        List<Message> messages = prompt.messages().stream()
                .map(message -> new Message(message.role(), here(message.parts(), attempt), message.name()))
                .toList();
        return messages.equals(prompt.messages()) ? request : request.saying(prompt.withMessages(messages));
    }

    private List<Part> here(List<Part> parts, Attempt attempt) {
        return parts.stream()
                .map(part -> switch (part) {
                    case Part.Image image -> new Part.Image(here(image.content(), attempt), image.detail());
                    case Part.ToolResult(String id, List<Part> shown, boolean failed) ->
                        new Part.ToolResult(id, here(shown, attempt), failed);
                    default -> part;
                })
                .toList();
    }

    private Content here(Content content, Attempt attempt) {
        String url = content.url();
        if (url == null) {
            return content;
        }
        return fetched.computeIfAbsent(url, at -> {
            Duration left = Duration.ofNanos(Math.max(1, attempt.deadline() - System.nanoTime()));
            return fetch.fetch(at, left, attempt.cancellation());
        });
    }
}
