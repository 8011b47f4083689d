package dev.sluice.persona;

import java.util.Optional;

/// Who a character is, as its file tells.
///
/// @param name what it is called
/// @param context what it knows of itself; may hold placeholders, and be empty
/// @param greeting what it says first; may hold placeholders, and be empty
/// @param user what its partner is called, where the file tells
record CharacterSheet(String name, String context, String greeting, Optional<String> user) {}
