package dev.sluice.exchange;

import java.util.List;

/// Words and images that a caller wants judged.
///
/// @param asked the request as it came
/// @param items at least one; each gets a verdict
public record ModerationRequest(JsonRequest asked, List<Item> items) {
    public ModerationRequest {
        items = List.copyOf(items);
    }

    /// What is judged as one.
    ///
    /// @param images addresses: http, https or `data:`
    public record Item(List<String> texts, List<String> images) {
        public Item {
            texts = List.copyOf(texts);
            images = List.copyOf(images);
        }
    }
}
