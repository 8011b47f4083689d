@NullMarked
package dev.sluice.dialect.responses;

import org.jspecify.annotations.NullMarked;
