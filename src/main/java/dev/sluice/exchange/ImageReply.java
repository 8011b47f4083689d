package dev.sluice.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The images of an [ImageRequest].
public sealed interface ImageReply {

    /// @param wire OpenAI's own answer, whose further members travel; null where there is none
    record Images(List<Image> images, Usage usage, @Nullable Document wire) implements ImageReply {
        public Images {
            images = List.copyOf(images);
        }
    }

    /// Partial images and a last one for each that was asked for.
    record Events(EventReply events) implements ImageReply {}

    /// One image, by its address or its bytes.
    ///
    /// @param url where it lies; null where `base64` is there
    /// @param base64 its bytes; null where `url` is there
    /// @param revisedPrompt what the model made of the prompt; null where it does not tell
    record Image(
            @Nullable String url,
            @Nullable String base64,
            @Nullable String revisedPrompt) {}
}
