@NullMarked
package dev.sluice.provider.gemini;

import org.jspecify.annotations.NullMarked;
