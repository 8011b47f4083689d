package dev.sluice.provider;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What a model can be asked for, guessed from its name where nobody tells.
public final class ModelType {
    private static final Map<String, Pattern> TYPES = types();

    /// Families whose models read images, by their vendors' own words, less those of them that speak instead.
    private static final Pattern EYES =
            Pattern.compile("gpt-4o|gpt-4\\.[15]|gpt-4-turbo|gpt-5|\\bo[134](?!-mini)|\\bo4-mini"
                    + "|claude-(3|4|opus|sonnet|haiku)|gemini|gemma-?3|llama-?4|grok-4|pixtral|llava|internvl|minicpm-v|moondream"
                    + "|vision|[-\\d]vl\\b|\\bvl-");
    private static final Pattern NO_EYES = Pattern.compile("audio|realtime|-live|search-preview");

    private ModelType() {}

    private static Map<String, Pattern> types() {
        Map<String, Pattern> types = new LinkedHashMap<>();
        types.put("embedding", Pattern.compile("embed|\\bbge-|\\be5-|minilm"));
        types.put("moderation", Pattern.compile("moderation"));
        types.put("rerank", Pattern.compile("rerank"));
        types.put("transcription", Pattern.compile("whisper|transcribe"));
        types.put("speech", Pattern.compile("\\btts\\b|-tts|tts-"));
        types.put("image", Pattern.compile("dall-e|gpt-image|\\bflux|stable-diffusion|sdxl|imagen"));
        return types;
    }

    /// One of the words of [Capability#type()].
    ///
    /// @param name the model's id, and whatever else its upstream says of it
    public static String of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TYPES.entrySet().stream()
                .filter(type -> type.getValue().matcher(lower).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("chat");
    }

    /// Whether a model of this name is known to read images.
    public static boolean readsImages(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return of(name).equals("chat")
                && EYES.matcher(lower).find()
                && !NO_EYES.matcher(lower).find();
    }
}
