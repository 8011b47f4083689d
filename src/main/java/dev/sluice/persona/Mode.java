package dev.sluice.persona;

import org.jspecify.annotations.Nullable;

/// How a character takes part in a chat.
public enum Mode {
    /// Not at all: the model answers as itself.
    INSTRUCT("instruct"),
    /// The model is told who it is.
    CHAT("chat"),
    /// The model is shown the dialogue so far and asked to write the character's next line.
    CHAT_INSTRUCT("chat-instruct");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /// The mode of a word that was checked before; a caller that says who is to speak, but not how, wants a chat.
    static Mode of(@Nullable String word, boolean somebodyNamed) {
        for (Mode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        return somebodyNamed ? CHAT : INSTRUCT;
    }
}
