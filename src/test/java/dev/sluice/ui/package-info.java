/// Tests of the pages.
@NullMarked
package dev.sluice.ui;

import org.jspecify.annotations.NullMarked;
