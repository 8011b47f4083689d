@NullMarked
package dev.sluice.dispatch;

import org.jspecify.annotations.NullMarked;
