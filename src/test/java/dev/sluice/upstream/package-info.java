@NullMarked
package dev.sluice.upstream;

import org.jspecify.annotations.NullMarked;
