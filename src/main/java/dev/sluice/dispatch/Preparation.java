package dev.sluice.dispatch;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ContentFetch;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.PartRewriting;
import dev.sluice.media.ImageFit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// What makes the images, sounds and files of a request what a provider needs. Thread-safe.
///
/// @param fetch for what callers point to, where a provider needs it here
/// @param rewriting for requests that go upstream in their own words
/// @param fit for images that are larger than the operator allows
public record Preparation(ContentFetch fetch, PartRewriting rewriting, ImageFit fit) {

    /// Whether a model is shown an image, by the caller or by a tool.
    boolean showsImages(ChatRequest request) {
        if (request.dialect() == Dialect.NONE) {
            return request.prompt().messages().stream().anyMatch(message -> shows(message.parts()));
        }
        var seen = new AtomicBoolean();
        rewriting.rewritten(request.dialect(), request.document(), (part, place) -> {
            seen.compareAndSet(false, part instanceof Part.Image);
            return part;
        });
        return seen.get();
    }

    private static boolean shows(List<Part> parts) {
        return parts.stream()
                .anyMatch(part -> part instanceof Part.Image
                        || part instanceof Part.ToolResult(String id, List<Part> shown, boolean failed)
                                && shows(shown));
    }
}
