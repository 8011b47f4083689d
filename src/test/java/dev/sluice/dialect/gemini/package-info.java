@NullMarked
package dev.sluice.dialect.gemini;

import org.jspecify.annotations.NullMarked;
