package dev.sluice.dialect.gemini;

import java.util.Optional;

/// Gemini's `thoughtSignature` as callers keep it: with the part that it came with, for it must go back on that part
/// and on no other (https://ai.google.dev/gemini-api/docs/thought-signatures, read 2026-11-21).
///
/// The prefix tells it from signatures of other vendors, which Gemini would refuse after a conversation has moved.
///
/// @param call the position of the tool call that it came with, -1 where it came with text
/// @param value Gemini's own text
record Signature(int call, String value) {
    /// What Google takes in place of a signature that was lost or never was.
    static final String NONE = "skip_thought_signature_validator";

    private static final String PREFIX = "gemini:";
    private static final int LONGEST_NUMBER = 4;

    String kept() {
        return PREFIX + (call < 0 ? "" : call) + ":" + value;
    }

    /// The signature that a caller sent back; empty where it is another vendor's.
    static Optional<Signature> read(String kept) {
        int colon = kept.indexOf(':', PREFIX.length());
        if (!kept.startsWith(PREFIX) || colon < 0) {
            return Optional.empty();
        }
        String call = kept.substring(PREFIX.length(), colon);
        boolean number = call.length() <= LONGEST_NUMBER && call.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? Optional.of(new Signature(call.isEmpty() ? -1 : Integer.parseInt(call), kept.substring(colon + 1)))
                : Optional.empty();
    }
}
