package dev.sluice.config;

import java.lang.System.Logger.Level;

/// Something that an operator should know of a configuration that is nevertheless in force.
///
/// @param level how grave it is
/// @param text one sentence, never with a secret
public record Notice(Level level, String text) {
    static Notice warning(String text) {
        return new Notice(Level.WARNING, text);
    }

    static Notice remark(String text) {
        return new Notice(Level.INFO, text);
    }
}
