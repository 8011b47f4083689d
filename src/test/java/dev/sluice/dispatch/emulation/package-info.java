@NullMarked
package dev.sluice.dispatch.emulation;

import org.jspecify.annotations.NullMarked;
