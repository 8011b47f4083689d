@NullMarked
package dev.sluice.provider.openai;

import org.jspecify.annotations.NullMarked;
