@NullMarked
package dev.sluice.persona;

import org.jspecify.annotations.NullMarked;
