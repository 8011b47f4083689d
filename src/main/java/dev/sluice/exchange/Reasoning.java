package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/// How much a model is to think before it answers; null = unsaid.
///
/// @param enabled whether at all
/// @param effort in a word: none, minimal, low, medium, high, or one that an upstream gave meaning to
/// @param budget the most tokens that it may spend on it
/// @param shown whether the caller wants to read it
public record Reasoning(
        @Nullable Boolean enabled,
        @Nullable String effort,
        @Nullable Long budget,
        @Nullable Boolean shown) {
    public static final Reasoning UNSAID = new Reasoning(null, null, null, null);

    /// Whether the caller says that the model is to think: by switch, budget or effort.
    public boolean wanted() {
        if (enabled != null) {
            return enabled;
        }
        return budget != null && budget > 0 || effort != null && !effort.equals("none");
    }

    /// Whether the caller says that the model is not to think.
    public boolean unwanted() {
        return enabled != null && !enabled || enabled == null && "none".equals(effort);
    }
}
