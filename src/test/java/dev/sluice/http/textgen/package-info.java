@NullMarked
package dev.sluice.http.textgen;

import org.jspecify.annotations.NullMarked;
