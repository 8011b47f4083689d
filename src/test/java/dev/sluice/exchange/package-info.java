@NullMarked
package dev.sluice.exchange;

import org.jspecify.annotations.NullMarked;
