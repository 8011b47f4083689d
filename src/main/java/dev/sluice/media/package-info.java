/// Files that callers send and models make: kept for as long as a request needs them, or until they expire.
///
/// What is stored is named by its content, so a name can be guessed by nobody who does not have the file. Thread-safe.
@NullMarked
package dev.sluice.media;

import org.jspecify.annotations.NullMarked;
