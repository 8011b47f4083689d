package dev.sluice.provider.ollama;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What models can do, by the digest of their contents, so that each is asked about once. Thread-safe; forgets the
/// oldest.
final class KnownModels {
    private static final int MOST = 1000;

    private final Map<String, Abilities> known = new LinkedHashMap<>();

    /// @param words Ollama's: completion, tools, vision, thinking, embedding, insert
    record Abilities(Set<String> words, OptionalLong contextLength) {
        static final Abilities UNKNOWN = new Abilities(Set.of(), OptionalLong.empty());

        Abilities {
            words = Set.copyOf(words);
        }
    }

    synchronized Optional<Abilities> of(String digest) {
        return Optional.ofNullable(known.get(digest));
    }

    synchronized void learn(String digest, Abilities abilities) {
        known.put(digest, abilities);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
