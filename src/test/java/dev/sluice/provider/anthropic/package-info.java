@NullMarked
package dev.sluice.provider.anthropic;

import org.jspecify.annotations.NullMarked;
