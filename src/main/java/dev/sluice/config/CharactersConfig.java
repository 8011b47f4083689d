package dev.sluice.config;

import java.nio.file.Path;

/// `characters`: where characters, instruction templates and sampling presets lie.
public record CharactersConfig(Path dir, Path templatesDir, Path presetsDir) {}
