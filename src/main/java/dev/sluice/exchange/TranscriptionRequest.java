package dev.sluice.exchange;

/// Speech that a caller wants written down.
///
/// @param form the request as it came
/// @param file the recording
/// @param translate whether the words are wanted in English, whatever language is spoken
/// @param format json, text, srt, vtt, verbose_json or diarized_json
/// @param stream whether the caller wants the words as they are recognised
public record TranscriptionRequest(FormRequest form, Upload file, boolean translate, String format, boolean stream) {}
