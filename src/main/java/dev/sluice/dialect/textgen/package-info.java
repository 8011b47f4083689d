/// What callers of text-generation-webui's internal endpoints send: checked here, so that every mistake is told with
/// its
/// place.
@NullMarked
package dev.sluice.dialect.textgen;

import org.jspecify.annotations.NullMarked;
