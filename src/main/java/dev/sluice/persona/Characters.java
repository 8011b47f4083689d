package dev.sluice.persona;

import java.nio.file.Path;
import java.util.List;

/// The characters of a folder, and those that come with the product: `Example` and `Assistant`.
record Characters(Path folder) {
    private static final String WHAT = "character";
    private static final List<String> EXTENSIONS = List.of("yaml", "yml", "json", "png");
    private static final int LARGEST = 16 * 1024 * 1024;

    /// Who speaks where nobody is named.
    static final String ORDINARY = "Assistant";

    /// @throws dev.sluice.exchange.RefusedException where there is none of that name, or its file cannot be read
    CharacterSheet named(String name) {
        return NamedFile.find(folder, WHAT, name, EXTENSIONS, LARGEST)
                .map(CharacterReader::read)
                .orElseThrow(() -> NamedFile.refused(
                        WHAT,
                        "names no character that exists here: put '" + name + "'.yaml, .json or .png into the folder"
                                + " characters.dir."));
    }
}
