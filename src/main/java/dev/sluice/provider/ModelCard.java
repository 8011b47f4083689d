package dev.sluice.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// A model as its upstream lists it.
///
/// @param id the upstream's own name of the model
/// @param type chat, image, embedding, speech, transcription, moderation or rerank
/// @param vision whether it reads images
/// @param audio whether it reads or writes sound
/// @param contextLength tokens of prompt and answer together, where the upstream tells
/// @param created seconds since 1970, 0 where the upstream does not tell
/// @param ownedBy who made it, empty where the upstream does not tell
/// @param more further fields for lists (`reasoning`, `tool_call`, `modalities`, `pricing`, `limit`), JSON values
public record ModelCard(
        String id,
        String type,
        boolean vision,
        boolean audio,
        OptionalLong contextLength,
        long created,
        String ownedBy,
        Map<String, Object> more) {
    private static final String MODALITIES = "modalities";
    private static final String INPUT = "input";

    public ModelCard {
        more = Map.copyOf(more);
    }

    /// A chat model of which only the name is known.
    public static ModelCard of(String id) {
        return of(id, "chat", false);
    }

    /// A model of images of which only the name is known.
    public static ModelCard image(String id) {
        return of(id, "image", false);
    }

    /// A model of which only the name is known, by which it is judged.
    public static ModelCard named(String id) {
        return of(id, ModelType.of(id), ModelType.readsImages(id));
    }

    /// What goes into [#more] where an upstream tells what a model reads and, where it tells that, writes.
    public static Map<String, Object> reading(List<String> inputs, List<String> outputs) {
        Map<String, Object> modalities = new LinkedHashMap<>();
        modalities.put(INPUT, List.copyOf(inputs));
        if (!outputs.isEmpty()) {
            modalities.put("output", List.copyOf(outputs));
        }
        return Map.of(MODALITIES, modalities);
    }

    /// Whether it is known that it reads no images: its upstream tells what it reads, and they are not among that.
    public boolean readsNoImages() {
        return more.get(MODALITIES) instanceof Map<?, ?> modalities
                && modalities.get(INPUT) instanceof List<?> inputs
                && !inputs.contains("image");
    }

    private static ModelCard of(String id, String type, boolean vision) {
        return new ModelCard(id, type, vision, false, OptionalLong.empty(), 0, "", Map.of());
    }
}
