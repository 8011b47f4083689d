package dev.sluice.exchange;

import org.jspecify.annotations.Nullable;

/// Words that a caller wants spoken.
///
/// @param asked the request as it came
/// @param voice null where the caller named none
/// @param instructions how to speak; null where the caller does not care
/// @param format mp3, opus, aac, flac, wav or pcm
/// @param speed 0.25 to 4; 1 is usual
/// @param events whether the caller wants events instead of the bytes themselves
public record SpeechRequest(
        JsonRequest asked,
        String input,
        @Nullable String voice,
        @Nullable String instructions,
        String format,
        double speed,
        boolean events) {}
