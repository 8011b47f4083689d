@NullMarked
package dev.sluice.cookie;

import org.jspecify.annotations.NullMarked;
