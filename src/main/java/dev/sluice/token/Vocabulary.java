package dev.sluice.token;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The byte-pair encoding of a family of models.
///
/// @param name what the encoding is called
/// @param exact whether it is the model's own; else it is the nearest that is known here
public record Vocabulary(String name, boolean exact, Encoding encoding) {
    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
    private static final List<Family> FAMILIES = List.of(
            new Family("gpt-4o|gpt-4\\.[15]|gpt-[5-9]|gpt-oss|chatgpt-|o[1-9]\\b|o[1-9]-", EncodingType.O200K_BASE),
            new Family("gpt-4|gpt-3\\.5|gpt-35|text-embedding-|davinci-002|babbage-002", EncodingType.CL100K_BASE),
            new Family("text-davinci-00[23]|code-|davinci-codex|cushman-codex", EncodingType.P50K_BASE),
            new Family("text-|davinci|curie|babbage|ada|gpt-?2", EncodingType.R50K_BASE));

    private record Family(Pattern models, EncodingType type) {
        Family(String models, EncodingType type) {
            this(Pattern.compile("(?:ft:)?(?:" + models + ").*"), type);
        }
    }

    /// The vocabulary of a model, or the nearest.
    ///
    /// @param model its name, with or without what stands in front of the last slash
    public static Vocabulary of(String model) {
        String plain = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Optional<EncodingType> own = FAMILIES.stream()
                .filter(family -> family.models().matcher(plain).matches())
                .map(Family::type)
                .findFirst();
        EncodingType type = own.orElse(EncodingType.O200K_BASE);
        return new Vocabulary(type.getName(), own.isPresent(), REGISTRY.getEncoding(type));
    }

    /// The tokens of a text; names of special tokens in it are text like any other.
    public List<Integer> encode(String text) {
        IntArrayList encoded = encoding.encodeOrdinary(text);
        List<Integer> tokens = new ArrayList<>(encoded.size());
        for (int at = 0; at < encoded.size(); at++) {
            tokens.add(encoded.get(at));
        }
        return tokens;
    }

    public int count(String text) {
        return encoding.countTokensOrdinary(text);
    }

    /// The text of some tokens; empty where one of them is none of this vocabulary.
    public Optional<String> decode(List<Integer> tokens) {
        var encoded = new IntArrayList(tokens.size());
        tokens.forEach(encoded::add);
        try {
            return Optional.of(encoding.decode(encoded));
        } catch (IllegalArgumentException | NullPointerException e) {
            // the library says so in both ways
            return Optional.empty();
        }
    }
}
