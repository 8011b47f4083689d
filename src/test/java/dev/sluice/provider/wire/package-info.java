@NullMarked
package dev.sluice.provider.wire;

import org.jspecify.annotations.NullMarked;
