/// What callers said and were answered is remembered for them, and for nobody else.
///
/// Everything is kept under its owner: another owner's id is the same as one that does not exist. Thread-safe; what is
/// kept ends with its time or when its owner deletes it.
@NullMarked
package dev.sluice.conversation;

import org.jspecify.annotations.NullMarked;
